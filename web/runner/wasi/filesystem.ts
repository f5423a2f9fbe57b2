/** `wasi:filesystem` 0.2 over a tree in memory, which ends with the run. */

import { type Datetime, datetime } from './clocks.ts';
import { InputStream, OutputStream } from './io.ts';
import { Directory, type Entry, existing, failure, File, find, type Place, place, touch, tree } from './tree.ts';

interface DescriptorFlags {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly mutateDirectory?: boolean;
}

interface OpenFlags {
  readonly create?: boolean;
  readonly directory?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
}

type NewTimestamp =
  | { readonly tag: 'no-change' }
  | { readonly tag: 'now' }
  | { readonly tag: 'timestamp'; readonly val: Datetime };

/** How much one read gives at most. */
const LARGEST_READ = 1024 * 1024;

/** The interfaces of `wasi:filesystem` 0.2; `/` holds `files`, each a path and a text. */
export function filesystem(files: readonly (readonly [string, string])[]) {
  const root = tree(files);
  return {
    'wasi:filesystem/types': { Descriptor, DirectoryEntryStream, filesystemErrorCode: () => undefined },
    'wasi:filesystem/preopens': {
      getDirectories: () => [[new Descriptor(root, { read: true, mutateDirectory: true }), '/']],
    },
  };
}

/** `wasi:filesystem/types#descriptor`: an open file or directory. */
class Descriptor {
  constructor(
    private readonly entry: Entry,
    private readonly flags: DescriptorFlags,
  ) {}

  readViaStream(offset: bigint): InputStream {
    const file = this.readable();
    let at = Number(offset);
    return new InputStream({
      take(limit) {
        const bytes = file.read(at, limit);
        at += bytes.length;
        return bytes.length === 0 ? null : bytes;
      },
    });
  }

  writeViaStream(offset: bigint): OutputStream {
    const file = this.writable();
    let at = Number(offset);
    return new OutputStream({
      put(bytes) {
        file.write(at, bytes);
        at += bytes.length;
      },
    });
  }

  appendViaStream(): OutputStream {
    const file = this.writable();
    return new OutputStream({ put: (bytes) => file.write(file.size, bytes) });
  }

  read(length: bigint, offset: bigint): [Uint8Array, boolean] {
    const file = this.readable();
    const bytes = file.read(Number(offset), Math.min(Number(length), LARGEST_READ));
    return [bytes, Number(offset) + bytes.length >= file.size];
  }

  write(bytes: Uint8Array, offset: bigint): bigint {
    this.writable().write(Number(offset), bytes);
    return BigInt(bytes.length);
  }

  setSize(size: bigint): void {
    this.writable().resize(Number(size));
  }

  advise(): void {}

  sync(): void {}

  syncData(): void {}

  getFlags(): DescriptorFlags {
    return this.flags;
  }

  getType(): Entry['kind'] {
    return this.entry.kind;
  }

  stat() {
    return stat(this.entry);
  }

  statAt(_pathFlags: unknown, path: string) {
    return stat(existing(this.directory(), path));
  }

  setTimes(accessed: NewTimestamp, modified: NewTimestamp): void {
    setTimes(this.entry, accessed, modified);
  }

  setTimesAt(_pathFlags: unknown, path: string, accessed: NewTimestamp, modified: NewTimestamp): void {
    setTimes(existing(this.directory(), path), accessed, modified);
  }

  readDirectory(): DirectoryEntryStream {
    return new DirectoryEntryStream(this.directory());
  }

  createDirectoryAt(path: string): void {
    const found = find(this.directory(), path);
    if (found instanceof Directory || found.entry !== undefined) throw failure('exist');
    found.parent.put(found.name, new Directory());
  }

  openAt(_pathFlags: unknown, path: string, open: OpenFlags, flags: DescriptorFlags): Descriptor {
    const entry = opened(find(this.directory(), path), open);
    if (open.directory && entry.kind !== 'directory') throw failure('not-directory');
    if (entry.kind === 'directory' && flags.write) throw failure('is-directory');
    if (open.truncate && entry.kind === 'regular-file') entry.resize(0);
    return new Descriptor(entry, flags);
  }

  removeDirectoryAt(path: string): void {
    const { parent, name, entry } = place(this.directory(), path);
    if (entry === undefined) throw failure('no-entry');
    if (entry.kind !== 'directory') throw failure('not-directory');
    if (entry.entries.size > 0) throw failure('not-empty');
    parent.remove(name);
  }

  unlinkFileAt(path: string): void {
    const { parent, name, entry, mustBeDirectory } = place(this.directory(), path);
    if (entry === undefined) throw failure('no-entry');
    if (entry.kind === 'directory') throw failure('is-directory');
    if (mustBeDirectory) throw failure('not-directory');
    parent.remove(name);
  }

  renameAt(path: string, target: Descriptor, newPath: string): void {
    const from = place(this.directory(), path);
    const to = place(target.directory(), newPath);
    if (from.entry === undefined) throw failure('no-entry');
    if (from.entry === to.entry) return;
    checkReplaceable(from.entry, to);
    from.parent.remove(from.name);
    to.parent.put(to.name, from.entry);
  }

  linkAt(_pathFlags: unknown, path: string, target: Descriptor, newPath: string): void {
    const entry = existing(this.directory(), path);
    const to = place(target.directory(), newPath);
    if (entry.kind === 'directory') throw failure('not-permitted');
    if (to.entry !== undefined) throw failure('exist');
    to.parent.put(to.name, entry);
  }

  symlinkAt(): never {
    throw failure('unsupported');
  }

  readlinkAt(path: string): never {
    existing(this.directory(), path);
    throw failure('invalid');
  }

  isSameObject(other: Descriptor): boolean {
    return this.entry === other.entry;
  }

  metadataHash() {
    return metadataHash(this.entry);
  }

  metadataHashAt(_pathFlags: unknown, path: string) {
    return metadataHash(existing(this.directory(), path));
  }

  private directory(): Directory {
    if (this.entry.kind !== 'directory') throw failure('not-directory');
    return this.entry;
  }

  private readable(): File {
    if (this.entry.kind === 'directory') throw failure('is-directory');
    if (!this.flags.read) throw failure('bad-descriptor');
    return this.entry;
  }

  private writable(): File {
    if (this.entry.kind === 'directory') throw failure('is-directory');
    if (!this.flags.write) throw failure('bad-descriptor');
    return this.entry;
  }
}

/** `wasi:filesystem/types#directory-entry-stream`: the entries as they were when it was opened. */
class DirectoryEntryStream {
  private readonly entries: Iterator<readonly [string, Entry]>;

  constructor(directory: Directory) {
    this.entries = [...directory.entries][Symbol.iterator]();
  }

  readDirectoryEntry(): { type: Entry['kind']; name: string } | undefined {
    const next = this.entries.next();
    if (next.done) return undefined;
    const [name, entry] = next.value;
    return { type: entry.kind, name };
  }
}

/** The entry that `open-at` opens, made if it is asked to be. */
function opened(found: Place | Directory, open: OpenFlags): Entry {
  if (found instanceof Directory) {
    if (open.exclusive && open.create) throw failure('exist');
    return found;
  }
  if (found.entry !== undefined) {
    if (open.exclusive && open.create) throw failure('exist');
    if (found.mustBeDirectory && found.entry.kind !== 'directory') throw failure('not-directory');
    return found.entry;
  }
  if (!open.create) throw failure('no-entry');
  if (open.directory || found.mustBeDirectory) throw failure('invalid');
  const made = new File();
  found.parent.put(found.name, made);
  return made;
}

function checkReplaceable(moved: Entry, to: Place): void {
  if (moved.kind === 'directory' && holds(moved, to.parent)) throw failure('invalid');
  if (to.entry === undefined) return;
  if (moved.kind === 'directory' && to.entry.kind !== 'directory') throw failure('not-directory');
  if (moved.kind !== 'directory' && to.entry.kind === 'directory') throw failure('is-directory');
  if (to.entry.kind === 'directory' && to.entry.entries.size > 0) throw failure('not-empty');
}

/** Whether `inner` is `outer` or below it. */
function holds(outer: Directory, inner: Directory): boolean {
  if (outer === inner) return true;
  return [...outer.entries.values()].some((entry) => entry.kind === 'directory' && holds(entry, inner));
}

function stat(entry: Entry) {
  return {
    type: entry.kind,
    linkCount: 1n,
    size: BigInt(entry.size),
    dataAccessTimestamp: datetime(entry.times.accessed),
    dataModificationTimestamp: datetime(entry.times.modified),
    statusChangeTimestamp: datetime(entry.times.changed),
  };
}

function setTimes(entry: Entry, accessed: NewTimestamp, modified: NewTimestamp): void {
  const before = { ...entry.times };
  touch(entry);
  entry.times.accessed = chosen(accessed, before.accessed);
  entry.times.modified = chosen(modified, before.modified);
}

function chosen(timestamp: NewTimestamp, before: number): number {
  switch (timestamp.tag) {
    case 'no-change':
      return before;
    case 'now':
      return Date.now();
    case 'timestamp':
      return Number(timestamp.val.seconds) * 1000 + timestamp.val.nanoseconds / 1_000_000;
  }
}

/** Stands for the identity of an entry, not for its contents. */
function metadataHash(entry: Entry): { lower: bigint; upper: bigint } {
  return { lower: entry.identity, upper: BigInt(Math.round(entry.times.modified)) };
}
