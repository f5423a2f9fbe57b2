import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errorPayload, outcomeOf } from './fault.ts';
import { Refusal } from './refusal.ts';
import { remember } from './told.ts';
import { Exit } from './wasi/program.ts';

test('an exit is no fault', () => {
  assert.deepEqual(outcomeOf(new Exit(0)), { kind: 'exited', code: 0 });
});

test('a refusal keeps its code and words', () => {
  assert.deepEqual(outcomeOf(new Refusal('no-jspi', 'why')), { kind: 'refused', code: 'no-jspi', message: 'why' });
});

test('a trap has its message without the prefix and its frames as names', () => {
  const fault = new WebAssembly.RuntimeError('wasm trap: integer divide by zero');
  fault.stack = [
    'RuntimeError: integer divide by zero',
    '    at text.wasm.text::count::h0123456789abcdef (wasm://wasm/text.wasm-1a2b3c4d:wasm-function[12]:0x34)',
    '    at wasm://wasm/1a2b3c4d:wasm-function[7]:0x99',
    '    at wasm://wasm/1a2b3c4d:wasm-function[7]:0x99',
    '    at call (blob:http://localhost/x:1:2)',
  ].join('\n');
  assert.deepEqual(outcomeOf(fault), {
    kind: 'trapped',
    message: 'integer divide by zero',
    backtrace: ['text::count at 0x34 in text.wasm', 'function 7 at 0x99 (2 times)'],
  });
});

test('a trap has the words that its component left in its memory', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const written = (text: string) => new Uint8Array(memory.buffer, 5).set(new TextEncoder().encode(text));
  remember({ exports: { memory } });
  const message = () => {
    const outcome = outcomeOf(new WebAssembly.RuntimeError('unreachable'));
    return outcome.kind === 'trapped' && outcome.message;
  };
  written('dovetail told:\0');
  assert.equal(message(), 'unreachable');
  written('dovetail told:TypeError: no\n    at greet (main.js:1:2)\n\0');
  assert.equal(message(), 'TypeError: no\n    at greet (main.js:1:2)');
});

test('a stack that overflows is told as such', () => {
  const outcome = outcomeOf(new RangeError('Maximum call stack size exceeded'));
  assert.equal(outcome.kind === 'trapped' && outcome.message.startsWith('call stack exhausted'), true);
});

test('only an error with a payload of its own stands for an `err`', () => {
  assert.deepEqual(errorPayload(Object.assign(new Error('x'), { payload: undefined })), { payload: undefined });
  assert.equal(errorPayload(new Error('x')), null);
  assert.equal(errorPayload({ payload: 1 }), null);
});
