import assert from 'node:assert/strict';
import { test } from 'node:test';

import { strip } from './strip.ts';

/** The text that is evaluated for `text`. */
function stripped(text: string): string {
  const result = strip('a.ts', text);
  assert.ok('text' in result, JSON.stringify(result));
  return result.text;
}

test('what is left stands where it was written', () => {
  const written = [
    "import type { A } from './a';",
    "import { b, type C } from './b.ts';",
    'interface X { a: number;',
    '  b: string }',
    'export const process = {',
    '  clean(text: string, n?: Array<number>): { text: string } {',
    "    const words = b(text) as string[]; let q: number = words!.length; oops();",
    "    return <any>{ text: `${words.join(' ') as string} x` };",
    '  },',
    '} satisfies X;',
    'class Z<T> extends Array<T> implements X { get<U>(this: Z<T>, u: U): u is U { return f<U>(u); } }',
    'const g = async <T,>(x: T): Promise<T> => fail(x);',
  ];
  const left = stripped(written.join('\n')).split('\n');
  assert.equal(left.length, written.length);
  for (const word of ['process', 'clean', 'oops', 'words.join', ' x`', 'f<U>(u)', 'fail']) {
    const start = word.replace('<U>(u)', '');
    const line = written.findIndex((it) => it.includes(word));
    const column = written[line]?.indexOf(word) ?? -1;
    assert.equal(left[line]?.slice(column, column + start.length), start, word);
  }
  assert.doesNotMatch(left.join('\n'), /number|satisfies|interface|Promise/);
});

test('enums and properties of parameters are written out', () => {
  const text = stripped('enum K { A = 1, B }\nclass P { constructor(readonly x: number) {} }\nexport const all = [K.B, K[1], new P(7).x];');
  const all = new Function(`${text.replace('export const all =', 'return')}`)();
  assert.deepEqual(all, [2, 'A', 7]);
});

test('what is no TypeScript is told with its place', () => {
  assert.deepEqual(strip('lib/a.ts', 'let a = 1;\nlet b: = 2;'), { message: 'Unexpected token', at: 18 });
});
