;; The world is given, and the module has all of it.
(module
  (import "$root" "log" (func $log (param i32 i32)))
  (import "prefix" "get" (func $get (result i32)))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
  (func (export "example:text/shout#shout") (param i32 i32) (result i32)
    (call $log (local.get 0) (local.get 1))
    (i32.store (i32.const 8) (local.get 0))
    (i32.store (i32.const 12) (local.get 1))
    (i32.const 8))
  (func (export "example:text/shout#count") (param i32 i32) (result i32) (call $get))
  (func (export "twice") (param i64) (result i64) (i64.shl (local.get 0) (i64.const 1))))
//- world.wit
package example:text;

interface shout {
  shout: func(text: string) -> string;
  count: func(text: string) -> u32;
}

world loud {
  import log: func(line: string);
  import prefix: interface {
    get: func() -> u32;
  }
  export shout;
  export twice: func(number: u64) -> u64;
}
