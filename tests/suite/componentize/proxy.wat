;; adapter=proxy
(module
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "dice") (result i32)
    (drop (call $random (i32.const 8) (i32.const 4)))
    (i32.rem_u (i32.load (i32.const 8)) (i32.const 6))))
//- world.wit
package example:dice;

world dice {
  export dice: func() -> u32;
}
