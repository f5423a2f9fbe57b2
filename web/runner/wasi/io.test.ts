import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clocks } from './clocks.ts';
import { Failure } from './failure.ts';
import { BytesSource, InputStream, OutputStream, poll, Pollable } from './io.ts';

const isClosed = (fault: unknown) =>
  fault instanceof Failure && JSON.stringify(fault.payload) === JSON.stringify({ tag: 'closed' });

test('two streams over one source share what is left', () => {
  const source = new BytesSource(Uint8Array.of(1, 2, 3));
  assert.deepEqual(new InputStream(source).read(2n), Uint8Array.of(1, 2));
  const second = new InputStream(source);
  assert.deepEqual(second.blockingRead(10n), Uint8Array.of(3));
  assert.throws(() => second.read(1n), isClosed);
});

test('reading nothing succeeds even at the end', () => {
  assert.deepEqual(new InputStream(new BytesSource(new Uint8Array())).read(0n), new Uint8Array());
});

test('a splice moves what there is', () => {
  const taken: number[] = [];
  const output = new OutputStream({ put: (bytes) => taken.push(...bytes) });
  const input = new InputStream(new BytesSource(Uint8Array.of(1, 2, 3)));
  assert.equal(output.blockingSplice(input, 2n), 2n);
  assert.deepEqual(taken, [1, 2]);
});

test('a blocking write of more than 4096 bytes traps, as the interface says', () => {
  const output = new OutputStream({ put: () => {} });
  assert.throws(() => output.blockingWriteAndFlush(new Uint8Array(4097)), WebAssembly.RuntimeError);
});

test('poll gives the ready ones at once, and otherwise waits for the first', async () => {
  const { 'wasi:clocks/monotonic-clock': clock } = clocks();
  const soon = clock.subscribeDuration(20_000_000n);
  const late = clock.subscribeDuration(60_000_000_000n);
  const now = new Pollable(() => true, () => Promise.resolve());
  assert.deepEqual(poll([late, now, soon]), Uint32Array.of(1));
  const never = new Pollable(() => false, () => new Promise(() => {}));
  assert.deepEqual(await poll([never, soon]), Uint32Array.of(1));
});

test('a clock that has come is not waited for', () => {
  const { 'wasi:clocks/monotonic-clock': clock } = clocks();
  assert.equal(clock.subscribeInstant(0n).block(), undefined);
});
