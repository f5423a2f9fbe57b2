/** Streams of WASI 0.3 between this host and components: how they end, and who is told. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BytesSource, Pipe } from '../bytes.ts';
import { SeededEntropy } from '../entropy.ts';
import { Failure } from '../failure.ts';
import { Opened } from '../files/opened.ts';
import { Space, tree } from '../files/tree.ts';
import { settled } from './coded.ts';
import { filesystem3 } from './filesystem.ts';
import { type GuestStream, toGuest } from './streams.ts';

/** How `end` is once all that is due has happened; undefined while it is open. */
async function now<End>(end: Promise<End>): Promise<End | undefined> {
  const later = new Promise<undefined>((resolve) => setTimeout(resolve, 0, undefined));
  return Promise.race([end, later]);
}

test('a stream is over once all is read, once it is dropped, or by a fault, and not before', async () => {
  const [whole, atEnd] = toGuest(new BytesSource(Uint8Array.of(1, 2)), settled);
  const reader = whole[Symbol.asyncIterator]();
  assert.deepEqual(await reader.next(), { value: Uint8Array.of(1, 2), done: false });
  assert.equal(await now(atEnd), undefined);
  assert.equal((await reader.next()).done, true);
  assert.deepEqual(await now(atEnd), { tag: 'ok' });

  const pipe = new Pipe(8);
  const [dropped, atDrop] = toGuest(pipe, settled);
  assert.equal(await now(atDrop), undefined);
  await dropped[Symbol.asyncIterator]().return?.();
  assert.deepEqual(await now(atDrop), { tag: 'ok' });
  assert.equal(pipe.take(1), null);

  const breaking = new Pipe(8);
  const [broken, atFault] = toGuest(breaking, settled);
  breaking.put(Uint8Array.of(1));
  breaking.fail(() => new Failure('connection-reset'));
  const chunks: Uint8Array[] = [];
  for await (const chunk of broken) chunks.push(chunk);
  assert.deepEqual(chunks, [Uint8Array.of(1)]);
  assert.deepEqual(await now(atFault), { tag: 'err', val: { tag: 'connection-reset' } });
});

test('who writes to a file that is open for reading only has all bytes back', async () => {
  const space = new Space(new SeededEntropy(1));
  const opened = new Opened(tree(space, [['f', Uint8Array.of(1)]]), { read: true, mutateDirectory: true }, space, false);
  const [preopen] = filesystem3(opened)['wasi:filesystem/preopens'].getDirectories();
  const file = preopen?.[0].openAt({}, 'f', {}, { read: true }) ?? assert.fail('there is a preopen');
  const done: string[] = [];
  const stream: GuestStream & Disposable = {
    read: () => {
      done.push('read');
      return Promise.resolve({ done: true });
    },
    [Symbol.dispose]: () => void done.push('dropped'),
  };
  const refused = { tag: 'err', val: { tag: 'bad-descriptor' } };
  assert.deepEqual(await file.writeViaStream(stream, 0n), refused);
  assert.deepEqual(done, ['dropped']);
  const unreadable = preopen?.[0].openAt({}, 'f', {}, { write: true }) ?? assert.fail('there is a preopen');
  assert.deepEqual(await now(unreadable.readViaStream(0n)[1]), refused);
});
