import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededEntropy } from '../entropy.ts';
import { Failure } from '../failure.ts';
import { Opened } from '../files/opened.ts';
import { Space, tree } from '../files/tree.ts';
import { type Descriptor, filesystem } from './filesystem.ts';

function root(files: [string, string][] = [], isReadOnly = false): Descriptor {
  const space = new Space(new SeededEntropy(1));
  const encoded = files.map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  const opened = new Opened(tree(space, encoded), { read: true, mutateDirectory: true }, space, isReadOnly);
  const [preopen] = filesystem(opened)['wasi:filesystem/preopens'].getDirectories();
  return preopen?.[0] ?? assert.fail('there is a preopen');
}

type Directory = Descriptor;

const READ = { read: true };
const BOTH = { read: true, write: true };

function text(directory: Directory, path: string): string {
  const [bytes] = directory.openAt({}, path, {}, READ).read(1000n, 0n);
  return new TextDecoder().decode(bytes);
}

function put(directory: Directory, path: string, contents: string): void {
  directory.openAt({}, path, { create: true }, BOTH).write(new TextEncoder().encode(contents), 0n);
}

function names(directory: Directory, path: string): string[] {
  const stream = directory.openAt({}, path, { directory: true }, READ).readDirectory();
  const found: string[] = [];
  for (let entry = stream.readDirectoryEntry(); entry; entry = stream.readDirectoryEntry()) found.push(entry.name);
  return found.sort();
}

function fails(code: string, work: () => unknown): void {
  assert.throws(work, (fault: unknown) => fault instanceof Failure && fault.payload === code);
}

test('files are where they were put, with or without a leading slash', () => {
  const directory = root([['data/a.txt', 'A'], ['/b.txt', 'B']]);
  assert.equal(text(directory, 'data/a.txt'), 'A');
  assert.equal(text(directory, 'data/../b.txt'), 'B');
  assert.deepEqual(names(directory, '.'), ['b.txt', 'data']);
});

test('nothing above the root can be reached', () => {
  const directory = root([['a', 'A'], ['x/b', 'B']]);
  fails('not-permitted', () => directory.openAt({}, '../a', {}, READ));
  fails('not-permitted', () => directory.openAt({}, 'x/../../a', {}, READ));
  fails('not-permitted', () => directory.openAt({}, '/a', {}, READ));
});

test('writing grows a file, beyond its end with zeroes', () => {
  const directory = root();
  put(directory, 'f', 'abc');
  const file = directory.openAt({}, 'f', {}, BOTH);
  file.write(Uint8Array.of(1), 5n);
  assert.deepEqual(file.read(100n, 0n), [Uint8Array.of(97, 98, 99, 0, 0, 1), true]);
  assert.equal(file.stat().size, 6n);
});

test('a file that was shortened holds no old bytes when it grows again', () => {
  const directory = root([['f', 'secret']]);
  const file = directory.openAt({}, 'f', {}, BOTH);
  file.setSize(1n);
  file.setSize(3n);
  assert.deepEqual(file.read(10n, 0n)[0], Uint8Array.of(115, 0, 0));
});

test('open makes, empties and insists as it is told', () => {
  const directory = root([['f', 'text']]);
  fails('no-entry', () => directory.openAt({}, 'g', {}, READ));
  fails('exist', () => directory.openAt({}, 'f', { create: true, exclusive: true }, BOTH));
  fails('not-directory', () => directory.openAt({}, 'f', { directory: true }, READ));
  fails('is-directory', () => directory.openAt({}, '.', {}, BOTH));
  fails('not-directory', () => directory.openAt({}, 'f/g', {}, READ));
  directory.openAt({}, 'f', { truncate: true }, BOTH);
  assert.equal(text(directory, 'f'), '');
});

test('a descriptor can do only what it was opened for', () => {
  const directory = root([['f', 'text']]);
  fails('bad-descriptor', () => directory.openAt({}, 'f', {}, READ).write(Uint8Array.of(1), 0n));
  fails('bad-descriptor', () => directory.openAt({}, 'f', {}, { write: true }).read(1n, 0n));
});

test('renaming moves, replaces, and never loses a directory in itself', () => {
  const directory = root([['a/f', 'A'], ['b/g', 'B']]);
  directory.renameAt('a/f', directory, 'b/g');
  assert.equal(text(directory, 'b/g'), 'A');
  assert.deepEqual(names(directory, 'a'), []);
  fails('invalid', () => directory.renameAt('b', directory, 'b/inner'));
  fails('not-empty', () => directory.renameAt('a', directory, 'b'));
  fails('no-entry', () => directory.renameAt('nope', directory, 'x'));
});

test('removing tells files and directories apart', () => {
  const directory = root([['d/f', 'F']]);
  fails('is-directory', () => directory.unlinkFileAt('d'));
  fails('not-directory', () => directory.removeDirectoryAt('d/f'));
  fails('not-empty', () => directory.removeDirectoryAt('d'));
  directory.unlinkFileAt('d/f');
  directory.removeDirectoryAt('d');
  assert.deepEqual(names(directory, '.'), []);
});

const FOLLOW = { symlinkFollow: true };

test('symbolic links are followed where they are asked to be, and never out of the tree', () => {
  const directory = root([['d/f', 'F']]);
  directory.symlinkAt('d/f', 'link');
  directory.symlinkAt('../d', 'd/up');
  assert.equal(directory.readlinkAt('link'), 'd/f');
  assert.equal(directory.statAt({}, 'link').type, 'symbolic-link');
  assert.equal(directory.statAt(FOLLOW, 'link').type, 'regular-file');
  assert.equal(new TextDecoder().decode(directory.openAt(FOLLOW, 'link', {}, READ).read(9n, 0n)[0]), 'F');
  assert.equal(text(directory, 'd/up/up/f'), 'F');
  fails('loop', () => directory.openAt({}, 'link', {}, READ));
  fails('invalid', () => directory.readlinkAt('d/f'));
  fails('not-permitted', () => directory.symlinkAt('/etc/passwd', 'out'));
  directory.symlinkAt('../../out', 'd/out');
  fails('not-permitted', () => directory.statAt(FOLLOW, 'd/out'));
  directory.symlinkAt('b', 'a');
  directory.symlinkAt('a', 'b');
  fails('loop', () => directory.statAt(FOLLOW, 'a'));
  directory.unlinkFileAt('link');
  assert.equal(text(directory, 'd/f'), 'F');
});

test('a file made through a dangling link stands where the link leads', () => {
  const directory = root([['d/f', 'F']]);
  directory.symlinkAt('d/new', 'link');
  directory.openAt(FOLLOW, 'link', { create: true }, BOTH);
  assert.deepEqual(names(directory, 'd'), ['f', 'new']);
});

test('hard links count, share what is in them, and outlive each other', () => {
  const directory = root([['f', 'F']]);
  directory.linkAt({}, 'f', directory, 'g');
  assert.equal(directory.statAt({}, 'g').linkCount, 2n);
  put(directory, 'g', 'G');
  assert.equal(text(directory, 'f'), 'G');
  const open = directory.openAt({}, 'f', {}, READ);
  directory.unlinkFileAt('f');
  assert.equal(open.stat().linkCount, 1n);
  assert.ok(open.isSameObject(directory.openAt({}, 'g', {}, READ)));
  fails('not-permitted', () => directory.linkAt({}, '.', directory, 'h'));
});

test('nothing in a read-only tree can be changed', () => {
  const directory = root([['d/f', 'F']], true);
  assert.equal(text(directory, 'd/f'), 'F');
  for (const change of [
    () => directory.openAt({}, 'd/f', {}, BOTH),
    () => directory.openAt({}, 'new', { create: true }, READ),
    () => directory.openAt({}, 'd/f', { truncate: true }, READ),
    () => directory.createDirectoryAt('e'),
    () => directory.unlinkFileAt('d/f'),
    () => directory.renameAt('d/f', directory, 'g'),
    () => directory.linkAt({}, 'd/f', directory, 'g'),
    () => directory.symlinkAt('d/f', 'g'),
    () => directory.setTimesAt({}, 'd/f', { tag: 'now' }, { tag: 'now' }),
  ]) {
    fails('not-permitted', change);
  }
});

test('times are as they were set, before 1970 too', () => {
  const directory = root([['f', 'F']]);
  const early = { seconds: -2n, nanoseconds: 500_000_000 };
  const late = { seconds: 4_000_000_000n, nanoseconds: 0 };
  directory.setTimesAt({}, 'f', { tag: 'timestamp', val: early }, { tag: 'timestamp', val: late });
  const stat = directory.statAt({}, 'f');
  assert.deepEqual(stat.dataAccessTimestamp, early);
  assert.deepEqual(stat.dataModificationTimestamp, late);
  assert.ok(stat.statusChangeTimestamp.seconds > 1_600_000_000n);
});

test('a hash stays while a file does, and changes with it', () => {
  const directory = root([['f', 'F'], ['g', 'F']]);
  const before = directory.metadataHashAt({}, 'f');
  assert.deepEqual(directory.metadataHashAt({}, 'f'), before);
  assert.notEqual(directory.metadataHashAt({}, 'g').lower, before.lower);
  put(directory, 'f', 'longer');
  assert.notDeepEqual(directory.metadataHashAt({}, 'f'), before);
});

test('names, sizes and flags that cannot be are refused with the code for it', () => {
  const directory = root([['f', 'F']]);
  fails('name-too-long', () => put(directory, 'n'.repeat(256), ''));
  fails('invalid', () => directory.statAt({}, 'a\0b'));
  fails('no-entry', () => directory.statAt({}, ''));
  fails('invalid', () => directory.openAt({}, 'd', { create: true, directory: true }, READ));
  fails('not-directory', () => directory.openAt({}, 'f/', {}, READ));
  const file = directory.openAt({}, 'f', {}, BOTH);
  fails('file-too-large', () => file.setSize(2n ** 40n));
  fails('file-too-large', () => file.write(Uint8Array.of(1), 2n ** 63n));
  fails('not-directory', () => file.readDirectory());
});

test('appending writes at the end wherever that is, and a full tree says so', async () => {
  const directory = root([['f', 'ab']]);
  const file = directory.openAt({}, 'f', {}, BOTH);
  const appending = file.appendViaStream();
  await appending.blockingWriteAndFlush(Uint8Array.of(99));
  file.write(Uint8Array.of(100), 3n);
  await appending.blockingWriteAndFlush(Uint8Array.of(101));
  assert.equal(text(directory, 'f'), 'abcde');
  const half = 2n ** 27n;
  for (const name of ['1', '2', '3']) directory.openAt({}, name, { create: true }, BOTH).setSize(half);
  fails('insufficient-space', () => directory.openAt({}, '4', { create: true }, BOTH).setSize(half));
  directory.unlinkFileAt('1');
  directory.openAt({}, '4', {}, BOTH).setSize(half);
});
