;; Exports `example:text/process@0.1.0` with another result than everyone else's.
(component
  (core module $odd
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (unreachable))
    (func (export "clean") (param i32 i32) (result i32) (unreachable)))
  (core instance $instance (instantiate $odd))
  (alias core export $instance "memory" (core memory $memory))
  (alias core export $instance "realloc" (core func $realloc))
  (func $clean (param "text" string) (result string)
    (canon lift (core func $instance "clean") (memory $memory) (realloc (core func $realloc))))
  (instance $process (export "clean" (func $clean)))
  (export "example:text/process@0.1.0" (instance $process)))
