;; Passes a stream on to another component: `wasm-tools parse relay/relay.wat -o relay.wasm`.
(component
  (import "test:flows/flows@0.1.0" (instance $flows
    (export "sum" (func async (param "numbers" (stream u32)) (result u64)))))
  (core func $sum (canon lower (func $flows "sum")))
  (core func $return (canon task.return (result u64)))
  (core module $m
    (import "" "sum" (func $sum (param i32) (result i64)))
    (import "" "return" (func $return (param i64)))
    (func (export "sum") (param i32)
      (call $return (call $sum (local.get 0)))))
  (core instance $i (instantiate $m (with "" (instance
    (export "sum" (func $sum))
    (export "return" (func $return))))))
  (func $relay async (param "numbers" (stream u32)) (result u64)
    (canon lift (core func $i "sum") async))
  (instance $relay (export "sum" (func $relay)))
  (export "test:flows/relay@0.1.0" (instance $relay)))
