/** An open file or directory, and all that can be done with it, for both tracks of WASI. */

import { LARGEST_PIECE, type Sink, sink, type Source } from '../bytes.ts';
import { ALWAYS } from '../waiting.ts';
import { failure } from './error.ts';
import { existing, find, type Place, place } from './path.ts';
import { metadataHash, type MetadataHash, type NewTimestamp, setTimes, type Stat, stat } from './stat.ts';
import { Directory, type Entry, File, Link, type Space } from './tree.ts';

/** `wasi:filesystem/types#descriptor-flags` */
export interface DescriptorFlags {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly fileIntegritySync?: boolean;
  readonly dataIntegritySync?: boolean;
  readonly requestedWriteSync?: boolean;
  readonly mutateDirectory?: boolean;
}

/** `wasi:filesystem/types#open-flags` */
export interface OpenFlags {
  readonly create?: boolean;
  readonly directory?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
}

/** `wasi:filesystem/types#path-flags` */
export interface PathFlags {
  readonly symlinkFollow?: boolean;
}

/** An open file or directory. */
export class Opened {
  constructor(
    readonly entry: Entry,
    readonly flags: DescriptorFlags,
    private readonly space: Space,
    /** Whether nothing can be changed through it. */
    private readonly isReadOnly: boolean,
  ) {}

  /** What is in the file from `offset` on. */
  source(offset: bigint): Source {
    const file = this.readable();
    let at = position(offset);
    return {
      readable: ALWAYS,
      take(limit) {
        const bytes = file.read(at, limit);
        at += bytes.length;
        return bytes.length === 0 ? null : bytes;
      },
    };
  }

  /** Writes into the file from `offset` on. */
  sink(offset: bigint): Sink {
    const file = this.writable();
    let at = position(offset);
    return sink((bytes) => {
      file.write(at, bytes);
      at += bytes.length;
    });
  }

  /** Writes at the end of the file, wherever that is by then. */
  appender(): Sink {
    const file = this.writable();
    return sink((bytes) => file.write(file.size, bytes));
  }

  read(length: bigint, offset: bigint): [Uint8Array, boolean] {
    const file = this.readable();
    const at = position(offset);
    const bytes = file.read(at, Number(length < LARGEST_PIECE ? length : LARGEST_PIECE));
    return [bytes, at + bytes.length >= file.size];
  }

  write(bytes: Uint8Array, offset: bigint): bigint {
    this.writable().write(position(offset), bytes);
    return BigInt(bytes.length);
  }

  setSize(size: bigint): void {
    this.writable().resize(position(size));
  }

  /** Checks that it is a file, as whoever gives advice about one says it is. */
  advise(): void {
    if (this.entry.kind === 'directory') throw failure('bad-descriptor');
  }

  stat(): Stat {
    return stat(this.entry);
  }

  statAt(pathFlags: PathFlags, path: string): Stat {
    return stat(this.existing(pathFlags, path));
  }

  setTimes(accessed: NewTimestamp, modified: NewTimestamp): void {
    this.checkChangeable();
    setTimes(this.entry, accessed, modified);
  }

  setTimesAt(pathFlags: PathFlags, path: string, accessed: NewTimestamp, modified: NewTimestamp): void {
    const entry = this.existing(pathFlags, path);
    this.checkChangeable();
    setTimes(entry, accessed, modified);
  }

  /** The entries as they are now, by name. */
  list(): { readonly type: Entry['kind']; readonly name: string }[] {
    return this.directory().list().map(([name, entry]) => ({ type: entry.kind, name }));
  }

  createDirectoryAt(path: string): void {
    const found = find(this.directory(), path, false);
    if (!('parent' in found) || found.entry !== undefined) throw failure('exist');
    this.checkChangeable();
    found.parent.put(found.name, new Directory(this.space));
  }

  openAt(pathFlags: PathFlags, path: string, open: OpenFlags, flags: DescriptorFlags): Opened {
    const isChange = open.create || open.truncate || flags.write || flags.mutateDirectory;
    if (open.directory && (open.create || open.exclusive || open.truncate)) throw failure('invalid');
    const found = find(this.directory(), path, pathFlags.symlinkFollow === true);
    const entry = existingAt(found, open) ?? this.made(found, open);
    if (isChange && this.isReadOnly) throw failure('not-permitted');
    if (entry.kind === 'symbolic-link') throw failure('loop');
    if (open.directory && entry.kind !== 'directory') throw failure('not-directory');
    if (entry.kind === 'directory' && flags.write) throw failure('is-directory');
    if (open.truncate) truncate(entry);
    return new Opened(entry, flags, this.space, this.isReadOnly);
  }

  removeDirectoryAt(path: string): void {
    const { parent, name, entry } = place(this.directory(), path);
    if (entry === undefined) throw failure('no-entry');
    if (entry.kind !== 'directory') throw failure('not-directory');
    if (!entry.isEmpty) throw failure('not-empty');
    this.checkChangeable();
    parent.remove(name);
  }

  unlinkFileAt(path: string): void {
    const { parent, name, entry, mustBeDirectory } = place(this.directory(), path);
    if (entry === undefined) throw failure('no-entry');
    if (entry.kind === 'directory') throw failure('is-directory');
    if (mustBeDirectory) throw failure('not-directory');
    this.checkChangeable();
    parent.remove(name);
  }

  renameAt(path: string, target: Opened, newPath: string): void {
    const from = place(this.directory(), path);
    const to = place(target.directory(), newPath);
    if (from.entry === undefined) throw failure('no-entry');
    if (from.mustBeDirectory && from.entry.kind !== 'directory') throw failure('not-directory');
    this.checkChangeable();
    target.checkChangeable();
    if (from.entry === to.entry) return;
    checkReplaceable(from.entry, to);
    to.parent.put(to.name, from.entry);
    from.parent.remove(from.name);
  }

  linkAt(pathFlags: PathFlags, path: string, target: Opened, newPath: string): void {
    const entry = this.existing(pathFlags, path);
    const to = place(target.directory(), newPath);
    if (entry.kind === 'directory') throw failure('not-permitted');
    if (to.mustBeDirectory) throw failure('no-entry');
    if (to.entry !== undefined) throw failure('exist');
    target.checkChangeable();
    to.parent.put(to.name, entry);
  }

  symlinkAt(contents: string, path: string): void {
    if (contents === '') throw failure('no-entry');
    if (contents.startsWith('/')) throw failure('not-permitted');
    const to = place(this.directory(), path);
    if (to.entry !== undefined) throw failure('exist');
    if (to.mustBeDirectory) throw failure('no-entry');
    this.checkChangeable();
    to.parent.put(to.name, new Link(this.space, contents));
  }

  readlinkAt(path: string): string {
    const entry = existing(this.directory(), path, false);
    if (entry.kind !== 'symbolic-link') throw failure('invalid');
    return entry.target;
  }

  metadataHash(): MetadataHash {
    return metadataHash(this.entry);
  }

  metadataHashAt(pathFlags: PathFlags, path: string): MetadataHash {
    return metadataHash(this.existing(pathFlags, path));
  }

  private existing(pathFlags: PathFlags, path: string): Entry {
    return existing(this.directory(), path, pathFlags.symlinkFollow === true);
  }

  private made(found: Place | Directory, open: OpenFlags): Entry {
    if (!('parent' in found) || !open.create) throw failure('no-entry');
    if (found.mustBeDirectory) throw failure('is-directory');
    this.checkChangeable();
    const file = new File(this.space);
    found.parent.put(found.name, file);
    return file;
  }

  private checkChangeable(): void {
    if (this.isReadOnly) throw failure('not-permitted');
  }

  private directory(): Directory {
    if (this.entry.kind !== 'directory') throw failure('not-directory');
    return this.entry;
  }

  private readable(): File {
    if (this.entry.kind === 'directory') throw failure('is-directory');
    if (!this.flags.read) throw failure('bad-descriptor');
    return file(this.entry);
  }

  private writable(): File {
    if (this.entry.kind === 'directory') throw failure('is-directory');
    if (!this.flags.write) throw failure('bad-descriptor');
    return file(this.entry);
  }
}

/** What `open-at` finds, if anything. */
function existingAt(found: Place | Directory, open: OpenFlags): Entry | undefined {
  const entry = 'parent' in found ? found.entry : found;
  if (entry === undefined) return undefined;
  if (open.exclusive && open.create) throw failure('exist');
  if ('parent' in found && found.mustBeDirectory && entry.kind !== 'directory') throw failure('not-directory');
  return entry;
}

function truncate(entry: File | Directory): void {
  if (entry.kind === 'directory') throw failure('is-directory');
  entry.resize(0);
}

function file(entry: Entry): File {
  if (entry.kind !== 'regular-file') throw failure('invalid');
  return entry;
}

/** Offsets and sizes beyond what numbers hold are beyond every file too. */
function position(offset: bigint): number {
  return Number(offset);
}

function checkReplaceable(moved: Entry, to: Place): void {
  if (moved.kind === 'directory' && holds(moved, to.parent)) throw failure('invalid');
  if (moved.kind !== 'directory' && to.mustBeDirectory) throw failure('not-directory');
  if (to.entry === undefined) return;
  if (moved.kind === 'directory' && to.entry.kind !== 'directory') throw failure('not-directory');
  if (moved.kind !== 'directory' && to.entry.kind === 'directory') throw failure('is-directory');
  if (to.entry.kind === 'directory' && !to.entry.isEmpty) throw failure('not-empty');
}

/** Whether `inner` is `outer` or below it. */
function holds(outer: Directory, inner: Directory): boolean {
  if (outer === inner) return true;
  return outer.list().some(([, entry]) => entry.kind === 'directory' && holds(entry, inner));
}
