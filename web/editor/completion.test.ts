import assert from 'node:assert/strict';
import { test } from 'node:test';

import { opens, written } from './completion.ts';

test('the list opens by itself after names and what they stand after', () => {
  for (const before of ['  rec', 'use ', '  f: ', 'f: func() -> ', 'import wasi:', 'wasi:http/', 'wasi:http@0.2.', 'use types.{', 'use types.{a, ', 'list<', 'result<u8, ', 'type a = ', 'new ', 'package a:b targets ', 'x.', 'x[', 'x["', 'x["wasi:', '  "', 'new a:b { "wasi:cli/std']) {
    assert.ok(opens(before), before);
  }
});

test('it stays closed where a new line or a number is likely to follow', () => {
  for (const before of ['', '  ', 'interface a {', 'record r { a: u8, ', 'f: func();', '}', '// use ', '  12', 'f: func(', 'as "a:b/c"', 'new a:b { ', 'new a:b { c, ']) {
    assert.ok(!opens(before), before);
  }
});

test('what is written says where the cursor goes', () => {
  assert.deepEqual(written('interface ${} {\n}', '  '), { insert: 'interface  {\n  }', cursor: 10 });
  assert.deepEqual(written('string', ''), { insert: 'string', cursor: 6 });
});
