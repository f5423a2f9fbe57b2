/** What goes wrong in the shims that components usually get in browsers, one by one: not here. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { RunEvent } from '../../model.ts';
import { Output } from '../output.ts';
import { Pipe } from './bytes.ts';
import { Host } from './host.ts';
import type { Pollable } from './p2/poll.ts';
import { type InputStream, OutputStream } from './p2/streams.ts';

function start(stdin = '') {
  const events: RunEvent[] = [];
  const post = (event: RunEvent) => void events.push(event);
  const output = new Output(post, 1 << 20);
  const call = { args: [], env: [], stdin: new TextEncoder().encode(stdin), files: [] };
  const host = new Host(call, {}, output, post);
  const use = <Interface>(name: string) => host.imports([{ name, functions: [] }])[name] as Interface;
  const written = () => {
    output.flush();
    return events.map((event) => (event.kind === 'output' ? new TextDecoder().decode(event.bytes) : '')).join('');
  };
  return { use, written };
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('standard output can be taken, dropped, and taken again', async () => {
  const { use, written } = start();
  const { getStdout } = use<{ getStdout(): OutputStream }>('wasi:cli/stdout@0.2.0');
  for (const word of ['one ', 'two ']) {
    const stream = getStdout();
    await stream.blockingWriteAndFlush(bytes(word));
    stream[Symbol.dispose]();
  }
  const [first, second] = [getStdout(), getStdout()];
  first[Symbol.dispose]();
  await second.blockingWriteAndFlush(bytes('three'));
  assert.equal(written(), 'one two three');
});

test('dropping standard input leaves the rest of it to the next who asks', () => {
  const { use } = start('abc');
  const { getStdin } = use<{ getStdin(): InputStream }>('wasi:cli/stdin@0.2.0');
  const stream = getStdin();
  assert.deepEqual(stream.read(1n), bytes('a'));
  stream[Symbol.dispose]();
  assert.deepEqual(getStdin().read(9n), bytes('bc'));
});

test('two hosts share nothing', async () => {
  const [one, other] = [start(), start()];
  const { getStdout } = one.use<{ getStdout(): OutputStream }>('wasi:cli/stdout@0.2.0');
  await getStdout().blockingWriteAndFlush(bytes('mine'));
  assert.equal(other.written(), '');
  assert.equal(one.written(), 'mine');
});

test('a flush is over when what was written is on its way', async () => {
  const pipe = new Pipe(4);
  const output = new OutputStream(pipe);
  output.write(bytes('full'));
  let isFlushed = false;
  const flushed = Promise.resolve(output.blockingFlush()).then(() => {
    isFlushed = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(isFlushed, false);
  pipe.take(4);
  await flushed;
});

test('waiting in 0.3 for a time that has come returns at once', () => {
  const { use } = start();
  const clock = use<{ now(): bigint; waitUntil(when: bigint): unknown; waitFor(time: bigint): unknown }>(
    'wasi:clocks/monotonic-clock@0.3.0',
  );
  assert.equal(clock.waitUntil(clock.now()), undefined);
  assert.equal(clock.waitFor(0n), undefined);
  assert.ok(clock.waitFor(1_000_000n) instanceof Promise);
});

test('standard output of 0.3 belongs to its run, and takes streams in chunks', async () => {
  const { use, written } = start();
  const { writeViaStream } = use<{ writeViaStream(stream: unknown): Promise<unknown> }>('wasi:cli/stdout@0.3.0');
  const counts: number[] = [];
  const chunks = [bytes('one '), bytes('two')];
  const stream = {
    async read({ count }: { count: number }) {
      counts.push(count);
      const value = chunks.shift();
      return value === undefined ? { done: true } : { value, done: false };
    },
  };
  assert.deepEqual(await writeViaStream(stream), { tag: 'ok' });
  assert.equal(written(), 'one two');
  assert.ok(counts.every((count) => count >= 4096));
});

test('a stream of 0.3 from a file comes in chunks, not bytes', async () => {
  const { use } = start('x'.repeat(200_000));
  const { readViaStream } = use<{ readViaStream(): [AsyncIterable<Uint8Array>, Promise<unknown>] }>(
    'wasi:cli/stdin@0.3.0',
  );
  const lengths: number[] = [];
  for await (const chunk of readViaStream()[0]) lengths.push(chunk.length);
  assert.ok(lengths.length < 10);
  assert.equal(lengths.reduce((sum, length) => sum + length, 0), 200_000);
});

test('many writes to a large file do not copy it each time', () => {
  const { use } = start();
  type Descriptor = {
    openAt(flags: object, path: string, open: object, access: object): Descriptor;
    write(bytes: Uint8Array, offset: bigint): bigint;
    stat(): { size: bigint; dataModificationTimestamp: { seconds: bigint } };
  };
  const { getDirectories } = use<{ getDirectories(): [Descriptor, string][] }>('wasi:filesystem/preopens@0.2.0');
  const [preopen] = getDirectories();
  const file = preopen?.[0].openAt({}, 'f', { create: true }, { write: true }) ?? assert.fail('it opens');
  const began = performance.now();
  for (let at = 0; at < 20_000; at += 1) file.write(new Uint8Array(1000), BigInt(at * 1000));
  assert.equal(file.stat().size, 20_000_000n);
  assert.ok(file.stat().dataModificationTimestamp.seconds > 0n);
  assert.ok(performance.now() - began < 2000);
});

test('a resource of this host is what generated modules ask whether it is', () => {
  const { use } = start();
  const { Pollable: OfHost } = use<{ Pollable: typeof Pollable }>('wasi:io/poll@0.2.0');
  const { subscribeDuration } = use<{ subscribeDuration(time: bigint): Pollable }>('wasi:clocks/monotonic-clock@0.2.0');
  assert.ok(subscribeDuration(0n) instanceof OfHost);
});
