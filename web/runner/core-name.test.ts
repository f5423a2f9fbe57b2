import assert from 'node:assert/strict';
import { test } from 'node:test';

import { withCoreName } from './core-name.ts';

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/** One function `boom` that is `unreachable`, exported as `f`. */
const TRAP = [
  [0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  [0x03, 0x02, 0x01, 0x00],
  [0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
  [0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b],
].flat();
const OLD_MODULE_NAME = [0x00, 0x04, 0x03, ...Buffer.from('old')];
const FUNCTION_NAMES = [0x01, 0x07, 0x01, 0x00, 0x04, ...Buffer.from('boom')];

function names(...subsections: number[][]): number[] {
  const contents = [0x04, ...Buffer.from('name'), ...subsections.flat()];
  return [0x00, contents.length, ...contents];
}

function stack(bytes: number[], name: string): string {
  const module = new WebAssembly.Module(withCoreName(Uint8Array.from(bytes), name) as BufferSource);
  const { f } = new WebAssembly.Instance(module).exports;
  try {
    (f as () => void)();
    return assert.fail('it traps');
  } catch (fault) {
    return String((fault as Error).stack);
  }
}

test('a module without a name gets one', () => {
  assert.match(stack([...HEADER, ...TRAP], 'a.wasm'), /wasm:\/\/wasm\/a\.wasm-[0-9a-f]{8}:wasm-function\[0\]/);
});

test('a module has another name, and its functions keep theirs', () => {
  const found = stack([...HEADER, ...TRAP, ...names(OLD_MODULE_NAME, FUNCTION_NAMES)], 'new');
  assert.match(found, /at new\.boom \(wasm:\/\/wasm\/new-[0-9a-f]{8}:/);
});
