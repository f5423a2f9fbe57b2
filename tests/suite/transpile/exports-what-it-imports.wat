//- component wat
;; A function goes through; it has no types of its own.
(component
  (import "example:text/process@0.1.0" (instance $process
    (export "clean" (func (param "text" string) (result string)))))
  (export "example:text/process@0.1.0" (instance $process)))
