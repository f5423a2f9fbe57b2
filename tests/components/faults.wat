;; Ways to end badly: a trap, a loop that never ends, a stack overflow.
(component
  (core module $faults
    (func (export "spin") (loop $again (br $again)))
    (func (export "trap") unreachable)
    (func $deeper (export "overflow") (call $deeper)))
  (core instance $instance (instantiate $faults))
  (func (export "spin") (canon lift (core func $instance "spin")))
  (func (export "trap") (canon lift (core func $instance "trap")))
  (func (export "overflow") (canon lift (core func $instance "overflow"))))
