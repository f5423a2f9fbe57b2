/** What a run did to its files. */

import type { FileChange, FileEntry, FileNode, FileSeed } from '../../../model.ts';
import { Directory, type Entry } from './tree.ts';

/** Beyond this, together, changed files are told without their bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** An entry as it was. */
interface Before {
  readonly entry: Entry;
  readonly revision: number;
  readonly size: number;
}

/** A tree as it was at the start of a run. */
export class Snapshot {
  private readonly before: ReadonlyMap<string, Before>;

  constructor(private readonly root: Directory) {
    const before = walk(root).map(([path, entry]) => {
      return [path, { entry, revision: revision(entry), size: entry.size }] as const;
    });
    this.before = new Map(before);
  }

  /** Every entry by path, what became of it, and the bytes of files that were made or changed. */
  report(): FileEntry[] {
    let left = MOST_BYTES;
    const entries = walk(this.root).map(([path, entry]): FileEntry => {
      const change = this.change(path, entry);
      const isTold = change !== 'none' && entry.size <= left;
      if (isTold) left -= entry.size;
      return { path, change, node: node(entry, isTold) };
    });
    const present = new Set(entries.map(({ path }) => path));
    const removed = [...this.before].filter(([path]) => !present.has(path));
    const gone = removed.map(([path, { entry, size }]): FileEntry => {
      return { path, change: 'removed', node: entry.kind === 'regular-file' ? file(size) : node(entry, false) };
    });
    return [...entries, ...gone].sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  /** All that is there now and can be put there again; symbolic links cannot. */
  contents(): FileSeed[] {
    return walk(this.root).flatMap(([path, entry]): FileSeed[] => {
      if (entry.kind === 'regular-file') return [{ path, bytes: entry.read(0, entry.size) }];
      return entry.kind === 'directory' && entry.isEmpty ? [{ path: `${path}/`, bytes: new Uint8Array() }] : [];
    });
  }

  private change(path: string, entry: Entry): FileChange {
    const before = this.before.get(path);
    if (before === undefined) return 'made';
    if (before.entry === entry && before.revision === revision(entry)) return 'none';
    return 'changed';
  }
}

function walk(directory: Directory, prefix = ''): (readonly [string, Entry])[] {
  return directory.list().flatMap(([name, entry]) => {
    const path = `${prefix}${name}`;
    const below = entry.kind === 'directory' ? walk(entry, `${path}/`) : [];
    return [[path, entry] as const, ...below];
  });
}

function revision(entry: Entry): number {
  return entry.kind === 'regular-file' ? entry.revision : 0;
}

function node(entry: Entry, withBytes: boolean): FileNode {
  switch (entry.kind) {
    case 'regular-file':
      return withBytes ? { kind: 'file', size: entry.size, bytes: entry.read(0, entry.size) } : file(entry.size);
    case 'directory':
      return { kind: 'directory' };
    case 'symbolic-link':
      return { kind: 'symbolic-link', target: entry.target };
  }
}

function file(size: number): FileNode {
  return { kind: 'file', size, bytes: null };
}
