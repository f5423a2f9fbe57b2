import assert from 'node:assert/strict';
import { test } from 'node:test';

import { withMemoryCeiling } from './memory.ts';

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const TYPE = [0x01, 0x04, 0x01, 0x60, 0x00, 0x00];
/** Exports memory 0 as `m`. */
const EXPORT = [0x07, 0x05, 0x01, 0x01, 0x6d, 0x02, 0x00];

function memory(module: Uint8Array): WebAssembly.Memory {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module as BufferSource));
  const found = exports['m'];
  return found instanceof WebAssembly.Memory ? found : assert.fail('it exports a memory');
}

function check(limits: number[], pages: number, bytes?: number): void {
  const section = [0x05, limits.length + 1, 0x01, ...limits];
  const capped = memory(withMemoryCeiling(Uint8Array.of(...HEADER, ...TYPE, ...section, ...EXPORT), bytes));
  const before = capped.buffer.byteLength / 65536;
  capped.grow(pages - before);
  assert.equal(capped.buffer.byteLength, pages * 65536);
  assert.throws(() => capped.grow(1), RangeError);
}

test('a memory without a maximum may grow to 1 GiB and no further', () => check([0x00, 0x01], 16384));
test('a smaller maximum of its own stays', () => check([0x01, 0x01, 0x05], 5));
test('a larger maximum is lowered', () => check([0x01, 0x01, 0x80, 0x80, 0x04], 16384));

test('a ceiling of its own is kept to, and never over 1 GiB', () => {
  check([0x00, 0x01], 32, 2 ** 21);
  check([0x00, 0x01], 16384, 2 ** 31);
});

test('a memory of 64 bits or shared between threads has a ceiling too', () => {
  const capped = (limits: number[]) => {
    const module = Uint8Array.of(...HEADER, 0x05, limits.length + 1, 0x01, ...limits);
    return [...withMemoryCeiling(module, 2 ** 21).subarray(HEADER.length + 2)];
  };
  assert.deepEqual(capped([0x04, 0x01]), [0x01, 0x05, 0x01, 0x20]);
  assert.deepEqual(capped([0x05, 0x01, ...[0x80, 0x80, 0x80, 0x80, 0x80, 0x01]]), [0x01, 0x05, 0x01, 0x20]);
  assert.deepEqual(capped([0x03, 0x01, 0x40]), [0x01, 0x03, 0x01, 0x20]);
});

test('a module without a memory stays as it is', () => {
  const module = Uint8Array.of(...HEADER, ...TYPE);
  assert.equal(withMemoryCeiling(module), module);
});

test('a broken module stays for the engine to refuse', () => {
  const module = Uint8Array.of(...HEADER, 0x05, 0xff);
  assert.ok(withMemoryCeiling(module).length >= module.length);
});
