//- component wat
;; What a WAC text declares is exported beside what it composes.
(component
  (type $count u32)
  (export "count" (type $count))
  (component $clock
    (core module $m (func (export "now") (result i32) i32.const 7))
    (core instance $i (instantiate $m))
    (func $now (result u32) (canon lift (core func $i "now")))
    (export "now" (func $now)))
  (instance $i (instantiate $clock))
  (alias export $i "now" (func $now))
  (export "now" (func $now)))
