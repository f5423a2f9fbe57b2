;; One component is in it, the other is imported under a name of its own.
(component
  (import "locked-dep=<example:ops@1.2.0>" (component $provider
    (export "ops" (instance (export "f" (func (result u32))) (export "g" (func (result u32)))))))
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
  (instance $u (instantiate $user (with "ops" (instance $ops))))
  (alias export $u "run" (func $run))
  (export "run" (func $run)))
