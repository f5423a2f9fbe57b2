/** `wasi:filesystem` 0.3, where contents and entries are streams of the component model. */

import type { Sink } from '../bytes.ts';
import type { DescriptorFlags, Opened, OpenFlags, PathFlags } from '../files/opened.ts';
import type { MetadataHash, NewTimestamp, Stat } from '../files/stat.ts';
import { coded, type ErrorCode, nothingFor, settled } from './coded.ts';
import { drain, type GuestStream, OK, type Settled, toGuest } from './streams.ts';

interface DescriptorType {
  readonly tag: Stat['type'];
}

interface DirectoryEntry {
  readonly type: DescriptorType;
  readonly name: string;
}

type Sent = Settled<ErrorCode>;

/** The interfaces of `wasi:filesystem` 0.3; `/` is `root`. */
export function filesystem3(root: Opened) {
  return {
    'wasi:filesystem/types': { Descriptor },
    'wasi:filesystem/preopens': { getDirectories: (): [Descriptor, string][] => [[new Descriptor(root), '/']] },
  };
}

/** `wasi:filesystem/types#descriptor`: an open file or directory. */
export class Descriptor {
  constructor(private readonly opened: Opened) {}

  readViaStream(offset: bigint): [AsyncIterable<Uint8Array>, Promise<Sent>] {
    try {
      return toGuest(this.opened.source(offset), settled);
    } catch (fault) {
      return nothingFor(fault);
    }
  }

  writeViaStream(data: GuestStream, offset: bigint): Promise<Sent> {
    return written(data, () => this.opened.sink(offset));
  }

  appendViaStream(data: GuestStream): Promise<Sent> {
    return written(data, () => this.opened.appender());
  }

  advise(): void {
    coded(() => this.opened.advise());
  }

  sync(): void {}

  syncData(): void {}

  getFlags(): DescriptorFlags {
    return this.opened.flags;
  }

  getType(): DescriptorType {
    return { tag: this.opened.entry.kind };
  }

  setSize(size: bigint): void {
    coded(() => this.opened.setSize(size));
  }

  setTimes(accessed: NewTimestamp, modified: NewTimestamp): void {
    coded(() => this.opened.setTimes(accessed, modified));
  }

  setTimesAt(pathFlags: PathFlags, path: string, accessed: NewTimestamp, modified: NewTimestamp): void {
    coded(() => this.opened.setTimesAt(pathFlags, path, accessed, modified));
  }

  readDirectory(): [Iterable<DirectoryEntry>, Promise<Sent>] {
    try {
      return [this.opened.list().map(typed), Promise.resolve(OK)];
    } catch (fault) {
      return [[], Promise.resolve(settled(fault))];
    }
  }

  createDirectoryAt(path: string): void {
    coded(() => this.opened.createDirectoryAt(path));
  }

  stat() {
    return typed(this.opened.stat());
  }

  statAt(pathFlags: PathFlags, path: string) {
    return typed(coded(() => this.opened.statAt(pathFlags, path)));
  }

  openAt(pathFlags: PathFlags, path: string, open: OpenFlags, flags: DescriptorFlags): Descriptor {
    return new Descriptor(coded(() => this.opened.openAt(pathFlags, path, open, flags)));
  }

  linkAt(pathFlags: PathFlags, path: string, target: Descriptor, newPath: string): void {
    coded(() => this.opened.linkAt(pathFlags, path, target.opened, newPath));
  }

  readlinkAt(path: string): string {
    return coded(() => this.opened.readlinkAt(path));
  }

  removeDirectoryAt(path: string): void {
    coded(() => this.opened.removeDirectoryAt(path));
  }

  renameAt(path: string, target: Descriptor, newPath: string): void {
    coded(() => this.opened.renameAt(path, target.opened, newPath));
  }

  symlinkAt(contents: string, path: string): void {
    coded(() => this.opened.symlinkAt(contents, path));
  }

  unlinkFileAt(path: string): void {
    coded(() => this.opened.unlinkFileAt(path));
  }

  isSameObject(other: Descriptor): boolean {
    return this.opened.entry === other.opened.entry;
  }

  metadataHash(): MetadataHash {
    return this.opened.metadataHash();
  }

  metadataHashAt(pathFlags: PathFlags, path: string): MetadataHash {
    return coded(() => this.opened.metadataHashAt(pathFlags, path));
  }
}

/** Writes all of `data`, or nothing where it cannot be written to. */
async function written(data: GuestStream, open: () => Sink): Promise<Sent> {
  try {
    const sink = open();
    await drain(data, (bytes) => sink.put(bytes));
    return OK;
  } catch (fault) {
    (data as GuestStream & Partial<Disposable>)[Symbol.dispose]?.();
    return settled(fault);
  }
}

function typed<Typed extends { readonly type: Stat['type'] }>(
  entry: Typed,
): Omit<Typed, 'type'> & { readonly type: DescriptorType } {
  return { ...entry, type: { tag: entry.type } };
}
