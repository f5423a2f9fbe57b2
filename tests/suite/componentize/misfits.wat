;; Something of everything that may be wrong.
(module
  (import "$root" "log" (func (param i32)))
  (import "env" "puts" (func (param i32) (result i32)))
  (import "other:pkg/iface" "f" (func))
  (import "wbg" "__wbindgen_throw" (func (param i32 i32)))
  (import "prefix" "set" (func (param i32)))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
  (func (export "example:text/shout#count") (param i64) (result i32) (i32.const 2))
  (func (export "shout") (param i32 i32) (result i32) (i32.const 8)))
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
