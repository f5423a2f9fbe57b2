/** A tree of files in memory, which ends with the run. */

import { timeOfDay } from '../clock.ts';
import { type Entropy, randomU64 } from '../entropy.ts';
import { failure } from './error.ts';

/** A file, a directory or a symbolic link. */
export type Entry = File | Directory | Link;

/** Times of an entry, in nanoseconds since 1970. */
export interface Times {
  accessed: bigint;
  modified: bigint;
  changed: bigint;
}

/** Beyond this a file is refused rather than the tab's memory used up. */
const LARGEST_FILE = 256 * 1024 * 1024;
const LARGEST_TREE = 512 * 1024 * 1024;
const LONGEST_NAME = 255;
/** Rough cost of an entry itself, so that a tree of empty files has an end too. */
const ENTRY_COST = 512;

/** What all entries of one tree share: how much they may hold together, and who they are. */
export class Space {
  private used = 0;

  constructor(private readonly entropy: Entropy) {}

  /** Takes `bytes`, or gives them back where it is negative. */
  take(bytes: number): void {
    if (this.used + bytes > LARGEST_TREE) throw failure('insufficient-space');
    this.used += bytes;
  }

  /** Told apart from any other entry's, without a counter that outlives the run. */
  identity(): bigint {
    return randomU64(this.entropy);
  }
}

/** What every entry has. */
abstract class Node {
  readonly identity: bigint;
  readonly times: Times;
  /** In how many places of the tree it stands. */
  links = 0;

  constructor(protected readonly space: Space) {
    space.take(ENTRY_COST);
    this.identity = space.identity();
    const now = timeOfDay();
    this.times = { accessed: now, modified: now, changed: now };
  }

  /** It stands in one place fewer. */
  unlinked(): void {
    this.links -= 1;
    this.times.changed = timeOfDay();
    if (this.links === 0) this.forgotten();
  }

  /** It stands nowhere any more. */
  protected forgotten(): void {
    this.space.take(-ENTRY_COST);
  }

  /** Notes that what is in it was changed now. */
  touch(): void {
    this.times.modified = this.times.changed = timeOfDay();
  }
}

/** A file; its buffer grows by doubling, so that many small writes stay cheap. */
export class File extends Node {
  readonly kind = 'regular-file';
  /** Counts changes of what is in it. */
  revision = 0;
  private buffer: Uint8Array;
  private length: number;
  /** How much of the tree's space it takes; none once it stands nowhere, until it is written to. */
  private charged: number;

  constructor(space: Space, contents: Uint8Array = new Uint8Array()) {
    super(space);
    space.take(contents.length);
    this.charged = contents.length;
    this.buffer = contents;
    this.length = contents.length;
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
    this.touch();
  }

  /** What is added is zero. */
  resize(size: number): void {
    if (size > LARGEST_FILE) throw failure('file-too-large');
    this.space.take(size - this.charged);
    this.charged = size;
    if (size > this.buffer.length) this.grow(size);
    if (size < this.length) this.buffer.fill(0, size, this.length);
    this.length = size;
    this.touch();
  }

  override touch(): void {
    super.touch();
    this.revision += 1;
  }

  protected override forgotten(): void {
    super.forgotten();
    this.space.take(-this.charged);
    this.charged = 0;
  }

  private grow(size: number): void {
    const larger = new Uint8Array(Math.max(size, this.buffer.length * 2, 1024));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}

/** A directory. */
export class Directory extends Node {
  readonly kind = 'directory';
  readonly size = 0;
  private readonly entries = new Map<string, Entry>();

  /** Whether it is empty. */
  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  get(name: string): Entry | undefined {
    return this.entries.get(name);
  }

  /** Names and entries as they are now, by name. */
  list(): (readonly [string, Entry])[] {
    return [...this.entries].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** Puts `entry` in place of whatever had the name. */
  put(name: string, entry: Entry): void {
    if (name.length > LONGEST_NAME) throw failure('name-too-long');
    this.entries.get(name)?.unlinked();
    this.entries.set(name, entry);
    entry.links += 1;
    this.touch();
  }

  remove(name: string): void {
    this.entries.get(name)?.unlinked();
    this.entries.delete(name);
    this.touch();
  }
}

/** A symbolic link. */
export class Link extends Node {
  readonly kind = 'symbolic-link';

  constructor(
    space: Space,
    /** The path that it stands for, seen from the directory it is in. */
    readonly target: string,
  ) {
    super(space);
  }

  get size(): number {
    return new TextEncoder().encode(this.target).length;
  }
}

/**
 * A tree that holds `files`, each with a path below the root; directories are made on the way, and
 * for paths that end with `/`. Of several of one path the last is there.
 */
export function tree(space: Space, files: readonly (readonly [string, Uint8Array])[]): Directory {
  const root = new Directory(space);
  root.links = 1;
  for (const [path, contents] of files) {
    const steps = path.split('/').filter((step) => step !== '' && step !== '.' && step !== '..');
    const name = path.endsWith('/') ? undefined : steps.pop();
    const directory = steps.reduce((parent, step) => subdirectory(space, parent, step), root);
    if (name !== undefined) directory.put(name, new File(space, contents));
  }
  return root;
}

function subdirectory(space: Space, parent: Directory, name: string): Directory {
  const known = parent.get(name);
  if (known?.kind === 'directory') return known;
  const made = new Directory(space);
  parent.put(name, made);
  return made;
}
