// tests/components/flows.wasm
import assert from 'node:assert/strict';

import { flows } from './component.js';

async function* numbers() {
  yield* [40, 2];
}
assert.equal(await flows.sum(numbers()), 42n);
