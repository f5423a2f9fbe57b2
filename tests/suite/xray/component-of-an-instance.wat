;; The component comes out of an instance.
(component
  (component $factory
    (component $provider
    (core module $m (func (export "f") (result i32) i32.const 7) (func (export "g") (result i32) i32.const 8))
    (core instance $i (instantiate $m))
    (func $f (result u32) (canon lift (core func $i "f")))
    (func $g (result u32) (canon lift (core func $i "g")))
    (instance $ops (export "f" (func $f)) (export "g" (func $g)))
    (export "ops" (instance $ops)))
    (export "made" (component $provider)))
  (instance $f (instantiate $factory))
  (alias export $f "made" (component $made))
  (instance $p (instantiate $made))
  (alias export $p "ops" (instance $ops))
  (export "ops" (instance $ops)))
