;; A program that asks nothing of its host.
(module
  (memory (export "memory") 1)
  (func (export "_start")))
