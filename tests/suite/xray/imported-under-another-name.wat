;; An import goes to an instance under another name, and out again.
(component
  (import "numbers" (instance $numbers (export "f" (func (result u32)))))
  (component $user
    (import "ops" (instance $ops (export "f" (func (result u32)))))
    (alias export $ops "f" (func $f))
    (core func $low (canon lower (func $f)))
    (core module $m (import "ops" "f" (func $f (result i32))) (func (export "run") (result i32) call $f))
    (core instance $i (instantiate $m (with "ops" (instance (export "f" (func $low))))))
    (func $run (result u32) (canon lift (core func $i "run")))
    (export "run" (func $run)))
  (instance $u (instantiate $user (with "ops" (instance $numbers))))
  (alias export $u "run" (func $run))
  (export "run" (func $run))
  (export "again" (instance $numbers)))
