;; A record that is exported beside the function that takes it.
(component
  (type $r' (record (field "x" u32)))
  (export $r "r" (type $r'))
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
