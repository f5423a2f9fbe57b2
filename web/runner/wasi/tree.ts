/** A tree of files in memory, and how a relative path finds its way in it. */

import { Failure } from './failure.ts';

/** The codes of `wasi:filesystem/types#error-code` that this tree answers with. */
export type FileError =
  | 'bad-descriptor'
  | 'exist'
  | 'file-too-large'
  | 'invalid'
  | 'is-directory'
  | 'no-entry'
  | 'not-directory'
  | 'not-empty'
  | 'not-permitted'
  | 'unsupported';

/** A file or a directory. */
export type Entry = File | Directory;

/** Times of an entry, in milliseconds since 1970. */
export interface Times {
  accessed: number;
  modified: number;
  changed: number;
}

/** Beyond this a file is refused rather than the tab's memory used up. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** A file; its buffer grows by doubling, so that many small writes stay cheap. */
export class File {
  readonly kind = 'regular-file';
  readonly identity = newIdentity();
  readonly times = born();
  private buffer: Uint8Array;

  constructor(
    contents: Uint8Array = new Uint8Array(),
    private length = contents.length,
  ) {
    this.buffer = contents;
  }

  get size(): number {
    return this.length;
  }

  /** A copy of at most `length` bytes from `offset`; empty beyond the end. */
  read(offset: number, length: number): Uint8Array {
    return this.buffer.slice(offset, Math.min(this.length, offset + length));
  }

  write(offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    if (end > this.length) this.resize(end);
    this.buffer.set(bytes, offset);
    touch(this);
  }

  /** What is added is zero. */
  resize(size: number): void {
    if (size > LARGEST_FILE) throw failure('file-too-large');
    if (size > this.buffer.length) this.grow(size);
    if (size < this.length) this.buffer.fill(0, size, this.length);
    this.length = size;
    touch(this);
  }

  private grow(size: number): void {
    const larger = new Uint8Array(Math.max(size, this.buffer.length * 2, 1024));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}

/** A directory. */
export class Directory {
  readonly kind = 'directory';
  readonly identity = newIdentity();
  readonly times = born();
  readonly entries = new Map<string, Entry>();
  readonly size = 0;

  put(name: string, entry: Entry): void {
    this.entries.set(name, entry);
    touch(this);
  }

  remove(name: string): void {
    this.entries.delete(name);
    touch(this);
  }
}

/** Where a path leads: a place in a directory, which may be vacant. */
export interface Place {
  readonly parent: Directory;
  readonly name: string;
  readonly entry: Entry | undefined;
  /** A trailing slash says that it can only be a directory. */
  readonly mustBeDirectory: boolean;
}

/** Follows `path` from `base`; paths that are absolute or climb above `base` are not permitted. */
export function find(base: Directory, path: string): Place | Directory {
  if (path === '') throw failure('no-entry');
  if (path.startsWith('/')) throw failure('not-permitted');
  const trail: Directory[] = [base];
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  for (const [index, step] of steps.entries()) {
    const here = trail.at(-1);
    if (here === undefined) throw failure('not-permitted');
    if (step === '..') {
      trail.pop();
      continue;
    }
    const entry = here.entries.get(step);
    if (index === steps.length - 1) {
      return { parent: here, name: step, entry, mustBeDirectory: path.endsWith('/') };
    }
    if (entry === undefined) throw failure('no-entry');
    if (entry.kind !== 'directory') throw failure('not-directory');
    trail.push(entry);
  }
  const end = trail.at(-1);
  if (end === undefined) throw failure('not-permitted');
  return end;
}

/** What is at `path`, which must be there. */
export function existing(base: Directory, path: string): Entry {
  const found = find(base, path);
  if (found instanceof Directory) return found;
  if (found.entry === undefined) throw failure('no-entry');
  if (found.mustBeDirectory && found.entry.kind !== 'directory') throw failure('not-directory');
  return found.entry;
}

/** The place at `path`, which must have a name of its own (not `.` or `..`). */
export function place(base: Directory, path: string): Place {
  const found = find(base, path);
  if (found instanceof Directory) throw failure('invalid');
  return found;
}

/** A tree that holds `files`, each with a path below the root; directories are made on the way. */
export function tree(files: readonly (readonly [string, string])[]): Directory {
  const root = new Directory();
  const encoder = new TextEncoder();
  for (const [path, text] of files) {
    const steps = path.split('/').filter((step) => step !== '' && step !== '.' && step !== '..');
    const name = steps.pop();
    if (name === undefined) continue;
    steps.reduce(subdirectory, root).put(name, new File(encoder.encode(text)));
  }
  return root;
}

/** Throw it: the operation's `err`. */
export function failure(code: FileError): Failure<FileError> {
  return new Failure(code);
}

/** Notes that `entry` was changed now. */
export function touch(entry: Entry): void {
  entry.times.modified = entry.times.changed = Date.now();
}

function subdirectory(parent: Directory, name: string): Directory {
  const known = parent.entries.get(name);
  if (known instanceof Directory) return known;
  const made = new Directory();
  parent.put(name, made);
  return made;
}

/** Told apart from any other entry's, without a counter that outlives the run. */
function newIdentity(): bigint {
  return crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
}

function born(): Times {
  const now = Date.now();
  return { accessed: now, modified: now, changed: now };
}
