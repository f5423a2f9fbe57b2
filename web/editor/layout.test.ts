import assert from 'node:assert/strict';
import { test } from 'node:test';

import { layoutChanges } from './layout.ts';

function made(before: string, after: string): ReturnType<typeof layoutChanges> {
  const changes = layoutChanges(before, after);
  const parts = changes.map(({ to, insert }, at) => insert + before.slice(to, changes[at + 1]?.from));
  assert.equal(before.slice(0, changes[0]?.from) + parts.join(''), after);
  return changes;
}

test('only the white space that differs is changed', () => {
  const changes = made('interface  a{\nf:func();\n  g: func();\n}', 'interface a {\n  f: func();\n  g: func();\n}');
  assert.deepEqual(changes, [
    { from: 10, to: 11, insert: '' },
    { from: 12, to: 12, insert: ' ' },
    { from: 14, to: 14, insert: '  ' },
    { from: 16, to: 16, insert: ' ' },
  ]);
});

test('signs at the end of items come and go', () => {
  assert.deepEqual(made('{ a, b }', '{\n  a,\n  b,\n}').length, 3);
  made('a: u8;;', 'a: u8;');
  made('record r { a: u8 }', 'record r {\n  a: u8,\n}');
});

test('a text that is laid out already is not changed', () => {
  assert.deepEqual(made('package a:b;\n', 'package a:b;\n'), []);
  assert.deepEqual(made('', ''), []);
});

test('white space around the whole', () => {
  made('\n\n a', 'a\n');
  made('', '\n');
  made('a', '');
});

test('where more than the layout differs there is one change', () => {
  assert.deepEqual(made('a b c', 'a x c'), [{ from: 2, to: 3, insert: 'x' }]);
});
