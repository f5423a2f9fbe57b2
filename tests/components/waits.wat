;; Waits for an import that may answer later, and gives what it gives: `wasm-tools parse waits.wat -o waits.wasm`.
(component
  (import "wait" (func $wait async (param "x" u32) (result u32)))
  (core func $wait (canon lower (func $wait)))
  (core func $return (canon task.return (result u32)))
  (core module $m
    (import "" "wait" (func $wait (param i32) (result i32)))
    (import "" "return" (func $return (param i32)))
    (func (export "run") (param i32)
      (call $return (call $wait (local.get 0)))))
  (core instance $i (instantiate $m
    (with "" (instance
      (export "wait" (func $wait))
      (export "return" (func $return))))))
  (func (export "run") async (param "x" u32) (result u32)
    (canon lift (core func $i "run") async)))
