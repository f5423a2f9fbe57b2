//- x wat
(module
  (import "env" "log" (func (param i32 i32)))
  (import "env" "memory" (memory 1 2))
  (import "env" "g" (global (mut i32)))
  (table (export "t") 1 funcref)
  (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)
  (global (export "c") i64 (i64.const 1))
  (@custom "note" "hello")
)
