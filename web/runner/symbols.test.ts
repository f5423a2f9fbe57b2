import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demangle } from './symbols.ts';

function check(name: string, symbol: string, expected: string): void {
  test(name, () => assert.equal(demangle(symbol), expected));
}

check('a path', '_RNvNtCs5Q8mZ1VJr5b_3std7process5abort', 'std::process::abort');
check(
  'a closure',
  '_RNCNvNtCs5Q8mZ1VJr5b_3std9panicking13panic_handler0B5_',
  'std::panicking::panic_handler::{closure}',
);
check(
  'generic arguments are left out',
  '_RINvNtNtCs5Q8mZ1VJr5b_3std3sys9backtrace26___rust_end_short_backtraceNCNvNtB6_9panicking13panic_handler0zEB6_',
  'std::sys::backtrace::__rust_end_short_backtrace',
);
check(
  'a name that begins with an underscore',
  '_RNvCsGIExRX8pES_7___rustc17rust_begin_unwind',
  '__rustc::rust_begin_unwind',
);
check('a trait implementation', '_RNvXCs_1aNtB2_1CNtB2_1T3run', '<a::C as a::T>::run');
check(
  'the older mangling',
  '_ZN55_$LT$types..C$u20$as$u20$types..exports..all..Guest$GT$4deep17hf67a93f387055772E.llvm.1089053717746177653',
  '<types::C as types::exports::all::Guest>::deep',
);
check('a demangled name with a hash', 'core::panicking::panic::h0123456789abcdef', 'core::panicking::panic');
check('C++ is left alone', '_ZN3foo3barEv', '_ZN3foo3barEv');
check('a C name is left alone', 'memcpy', 'memcpy');
check('a WIT name is left alone', 'test:types/trouble@0.1.0#divide', 'test:types/trouble@0.1.0#divide');
check('a broken symbol is left alone', '_RNvC', '_RNvC');
check('a symbol that refers to itself is left alone', '_RNvB_3foo', '_RNvB_3foo');
