;; What the encoder finds by itself.
(module
  (func (export "example:text/shout#shout") (param i32 i32) (result i32) (i32.const 8))
  (func (export "example:text/shout#count") (param i32 i32) (result i32) (i32.const 2))
  (func (export "twice") (param i64) (result i64) (local.get 0)))
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
