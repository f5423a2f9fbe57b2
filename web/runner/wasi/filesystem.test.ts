import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Failure } from './failure.ts';
import { filesystem } from './filesystem.ts';

function root(files: [string, string][] = []) {
  const [preopen] = filesystem(files)['wasi:filesystem/preopens'].getDirectories();
  const [descriptor] = preopen ?? assert.fail('there is a preopen');
  if (typeof descriptor === 'string' || descriptor === undefined) return assert.fail('it is a descriptor');
  return descriptor;
}

type Directory = ReturnType<typeof root>;

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
