import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BytesSource, Pipe, sink } from '../bytes.ts';
import { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { Signal, whenever } from '../waiting.ts';
import { clocks } from './clocks.ts';
import { poll, Pollable } from './poll.ts';
import { InputStream, OutputStream } from './streams.ts';

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
  const output = new OutputStream(sink((bytes) => void taken.push(...bytes)));
  const input = new InputStream(new BytesSource(Uint8Array.of(1, 2, 3)));
  assert.equal(output.blockingSplice(input, 2n), 2n);
  assert.deepEqual(taken, [1, 2]);
});

test('a blocking write of more than 4096 bytes traps, as the interface says', () => {
  const output = new OutputStream(sink(() => {}));
  assert.throws(() => output.blockingWriteAndFlush(new Uint8Array(4097)), WebAssembly.RuntimeError);
});

test('poll gives the ready ones at once, and otherwise waits for the first', async () => {
  const { 'wasi:clocks/monotonic-clock': clock } = clocks(new Clock());
  const soon = clock.subscribeDuration(20_000_000n);
  const late = clock.subscribeDuration(60_000_000_000n);
  const now = new Pollable();
  assert.deepEqual(poll([late, now, soon]), Uint32Array.of(1));
  const never = new Pollable(whenever(new Signal(), () => false));
  assert.deepEqual(await poll([never, soon]), Uint32Array.of(1));
});

test('a clock that has come is not waited for', () => {
  const { 'wasi:clocks/monotonic-clock': clock } = clocks(new Clock());
  assert.equal(clock.subscribeInstant(0n).block(), undefined);
});

test('a reader of a pipe waits for the writer, sees its end, and its end only once all is read', async () => {
  const pipe = new Pipe(8);
  const input = new InputStream(pipe);
  assert.deepEqual(input.read(4n), new Uint8Array());
  const waiting = input.blockingRead(4n);
  pipe.put(Uint8Array.of(1, 2, 3, 4, 5));
  pipe.close();
  assert.deepEqual(await waiting, Uint8Array.of(1, 2, 3, 4));
  assert.deepEqual(input.blockingRead(4n), Uint8Array.of(5));
  assert.throws(() => input.blockingRead(1n), isClosed);
  assert.throws(() => input.read(0n), isClosed);
});

test('a writer of a full pipe waits for the reader', async () => {
  const pipe = new Pipe(4);
  const output = new OutputStream(pipe);
  assert.equal(output.checkWrite(), 4n);
  output.write(Uint8Array.of(1, 2, 3, 4));
  assert.equal(output.checkWrite(), 0n);
  assert.throws(() => output.write(Uint8Array.of(5)), WebAssembly.RuntimeError);
  const waiting = output.blockingWriteAndFlush(Uint8Array.of(5, 6));
  assert.deepEqual(pipe.take(10), Uint8Array.of(1, 2, 3, 4));
  await waiting;
  assert.deepEqual(pipe.take(10), Uint8Array.of(5, 6));
});

test('zeroes are written and spliced as bytes are', async () => {
  const from = new Pipe(100);
  const to = new Pipe(100);
  const writer = new OutputStream(from);
  writer.checkWrite();
  writer.writeZeroes(3n);
  await writer.blockingWriteZeroesAndFlush(2n);
  assert.equal(await new OutputStream(to).blockingSplice(new InputStream(from), 100n), 5n);
  assert.deepEqual(to.take(100), new Uint8Array(5));
  assert.equal(new OutputStream(to).splice(new InputStream(from), 10n), 0n);
});

test('what came from a stream is dropped before it', () => {
  const input = new InputStream(new BytesSource(new Uint8Array()));
  const pollable = input.subscribe();
  assert.throws(() => input[Symbol.dispose](), WebAssembly.RuntimeError);
  pollable[Symbol.dispose]();
  input[Symbol.dispose]();
});

test('a thousand polls of one long timer leave none behind', async () => {
  const before = timers();
  const { 'wasi:clocks/monotonic-clock': clock } = clocks(new Clock());
  const late = clock.subscribeDuration(60_000_000_000n);
  for (let round = 0; round < 1000; round += 1) {
    const pipe = new Pipe(1);
    const soon = new InputStream(pipe).subscribe();
    const polled = poll([late, soon]);
    pipe.put(Uint8Array.of(1));
    assert.deepEqual(await polled, Uint32Array.of(1));
  }
  assert.equal(timers(), before);
});

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}
