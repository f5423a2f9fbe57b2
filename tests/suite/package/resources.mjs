// tests/components/types.wasm
import assert from 'node:assert/strict';

import { buckets, echo, nonEmpty } from './component.js';

assert.equal(nonEmpty('text'), 'text');
assert.throws(() => nonEmpty(''), (error) => error instanceof Error && error.payload !== undefined);
assert.equal(echo.echoU64(7n), 7n);

const { Bucket } = buckets;
const [first, second] = Bucket.merge(new Bucket(1), Bucket.make(2));
// The first one drops itself, not the last one.
first[Symbol.dispose]();
assert.equal(second.size(), 2);
assert.throws(() => first.size());
