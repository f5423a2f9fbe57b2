import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BROWSER_ENTROPY, randomBytes, randomU64, SeededEntropy } from './entropy.ts';

test('a seed gives the same each time, and another seed something else', () => {
  const draw = (seed: number) => randomBytes(new SeededEntropy(seed), 1000n);
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(1), draw(2));
  const entropy = new SeededEntropy(1);
  assert.notEqual(randomU64(entropy), randomU64(entropy));
});

test('every byte comes about as often', () => {
  const counts = new Array<number>(256).fill(0);
  for (const byte of randomBytes(new SeededEntropy(3), 256_000n)) counts[byte] = (counts[byte] ?? 0) + 1;
  assert.ok(counts.every((count) => count > 800 && count < 1200));
});

test('more than the browser gives at once is drawn in several', () => {
  const bytes = randomBytes(BROWSER_ENTROPY, 200_000n);
  assert.ok(bytes.subarray(-100).some((byte) => byte !== 0));
});

test('more than fits a memory traps', () => {
  assert.throws(() => randomBytes(BROWSER_ENTROPY, 2n ** 64n - 1n), WebAssembly.RuntimeError);
});
