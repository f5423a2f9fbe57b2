;; A bundle of exports that are all of one instance is that instance to who takes it.
(component
  (component $provider
    (core module $m (func (export "f") (result i32) i32.const 7) (func (export "g") (result i32) i32.const 8))
    (core instance $i (instantiate $m))
    (func $f (result u32) (canon lift (core func $i "f")))
    (func $g (result u32) (canon lift (core func $i "g")))
    (instance $ops (export "f" (func $f)) (export "g" (func $g)))
    (export "ops" (instance $ops)))
  (component $user
    (import "ops" (instance $ops (export "f" (func (result u32)))))
    (alias export $ops "f" (func $f))
    (core func $low (canon lower (func $f)))
    (core module $m (import "ops" "f" (func $f (result i32))) (func (export "run") (result i32) call $f))
    (core instance $i (instantiate $m (with "ops" (instance (export "f" (func $low))))))
    (func $run (result u32) (canon lift (core func $i "run")))
    (export "run" (func $run)))
  (instance $p (instantiate $provider))
  (alias export $p "ops" (instance $ops))
  (alias export $ops "f" (func $f))
  (instance $bundle (export "f" (func $f)))
  (instance $u (instantiate $user (with "ops" (instance $bundle))))
  (alias export $u "run" (func $run))
  (export "run" (func $run)))
