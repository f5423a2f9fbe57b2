import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Type } from '../../model.ts';
import { bridged, holdsStream } from './bridge.ts';

const NUMBERS: Type = { kind: 'stream', element: { kind: 'u32' } };
const WORDS: Type = { kind: 'stream', element: { kind: 'string' } };

/** A stream as a generated module gives it, and what was done with it. */
function guest(...pieces: ArrayLike<unknown>[]) {
  const done: (number | string)[] = [];
  return {
    done,
    read: async ({ count }: { count: number }) => {
      done.push(count);
      const value = pieces.shift();
      return value === undefined ? { done: true } : { value, done: false };
    },
    [Symbol.dispose]: () => void done.push('dropped'),
  };
}

async function read(stream: unknown): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const item of stream as AsyncIterable<unknown>) all.push(item);
  return all;
}

test('numbers go over a wire in large pieces, anything else one by one', async () => {
  const numbers = guest(Uint32Array.of(1, 2), Uint32Array.of(3));
  assert.deepEqual(await read(bridged(NUMBERS, numbers)), [Uint32Array.of(1, 2), Uint32Array.of(3)]);
  assert.ok(numbers.done.every((count) => Number(count) >= 4096));
  assert.deepEqual(await read(bridged(WORDS, guest(['a', 'b'], ['c']))), ['a', 'b', 'c']);
});

test('streams are found wherever a value has them, and all else stays', async () => {
  const inner: Type = { kind: 'option', some: NUMBERS };
  const type: Type = { kind: 'tuple', elements: [{ kind: 'u32' }, { kind: 'list', element: inner, length: null }] };
  assert.ok(holdsStream(type) && !holdsStream({ kind: 'list', element: { kind: 'u32' }, length: null }));
  const [number, [first, second]] = bridged(type, [7, [guest(Uint32Array.of(1)), undefined]]) as [number, unknown[]];
  assert.deepEqual([number, await read(first), second], [7, [Uint32Array.of(1)], undefined]);
});

test('who stops reading drops the stream of the other', async () => {
  const numbers = guest(Uint32Array.of(1), Uint32Array.of(2));
  for await (const _ of bridged(NUMBERS, numbers) as AsyncIterable<unknown>) break;
  assert.equal(numbers.done.at(-1), 'dropped');
});
