;; What nobody takes is imported all the same.
(component
  (import "log" (func (param "line" string)))
  (import "example:text/process@0.1.0" (instance (export "clean" (func (param "text" string) (result string)))))
  (import "extra" (instance (export "f" (func))))
  (component $provider
    (core module $m (func (export "f") (result i32) i32.const 7) (func (export "g") (result i32) i32.const 8))
    (core instance $i (instantiate $m))
    (func $f (result u32) (canon lift (core func $i "f")))
    (func $g (result u32) (canon lift (core func $i "g")))
    (instance $ops (export "f" (func $f)) (export "g" (func $g)))
    (export "ops" (instance $ops)))
  (instance $p (instantiate $provider))
  (alias export $p "ops" (instance $ops))
  (export "ops" (instance $ops)))
