//- component wat
;; The record would be declared twice.
(component
  (import "example:text/process@0.1.0" (instance $process
    (type $r (record (field "text" string)))
    (export "cleaned" (type $c (eq $r)))
    (export "clean" (func (param "text" string) (result $c)))))
  (export "example:text/process@0.1.0" (instance $process)))
