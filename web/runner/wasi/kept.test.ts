import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Kept, packed, unpacked } from './kept.ts';

test('what is kept comes back as it was', async () => {
  const kept: Kept = {
    files: [
      { path: 'a/b ü.txt', bytes: Uint8Array.of(1, 2, 3) },
      { path: 'empty/', bytes: new Uint8Array() },
    ],
    buckets: [
      { name: 'one', entries: [{ key: '"', value: Uint8Array.of(4) }, { key: 'none', value: new Uint8Array() }] },
      { name: '', entries: [] },
    ],
  };
  assert.deepEqual(unpacked(new Uint8Array(await new Blob(packed(kept)).arrayBuffer())), kept);
});
