;; The names that the component model's own text gives.
(module
  (import "cm32p2" "log" (func (param i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (func (export "cm32p2_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
  (func (export "cm32p2||twice") (param i64) (result i64) (local.get 0)))
//- world.wit
package example:text;

world twice {
  import log: func(line: string);
  export twice: func(number: u64) -> u64;
}
