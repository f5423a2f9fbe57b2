;; Imports an interface that nobody provides.
(component
  (import "example:nobody/answers@0.1.0" (instance $answers
    (export "ask" (func (result u32)))))
  (core func $ask (canon lower (func $answers "ask")))
  (core module $orphan
    (import "answers" "ask" (func $ask (result i32)))
    (func (export "run") (result i32) (call $ask)))
  (core instance $instance (instantiate $orphan
    (with "answers" (instance (export "ask" (func $ask))))))
  (func (export "run") (result u32) (canon lift (core func $instance "run"))))
