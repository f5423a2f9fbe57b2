/** `wasi:filesystem` 0.2. */

import type { DescriptorFlags, Opened, OpenFlags, PathFlags } from '../files/opened.ts';
import type { MetadataHash, NewTimestamp, Stat } from '../files/stat.ts';
import { codedSink, InputStream, type IoError, OutputStream } from './streams.ts';

type DescriptorType = Stat['type'];

/** The interfaces of `wasi:filesystem` 0.2; `/` is `root`. */
export function filesystem(root: Opened) {
  return {
    'wasi:filesystem/types': {
      Descriptor,
      DirectoryEntryStream,
      filesystemErrorCode: (error: IoError) => error.codeOf('filesystem'),
    },
    'wasi:filesystem/preopens': { getDirectories: (): [Descriptor, string][] => [[new Descriptor(root), '/']] },
  };
}

/** `wasi:filesystem/types#descriptor`: an open file or directory. */
export class Descriptor {
  constructor(private readonly opened: Opened) {}

  readViaStream(offset: bigint): InputStream {
    return new InputStream(this.opened.source(offset));
  }

  writeViaStream(offset: bigint): OutputStream {
    return new OutputStream(codedSink(this.opened.sink(offset), 'filesystem'));
  }

  appendViaStream(): OutputStream {
    return new OutputStream(codedSink(this.opened.appender(), 'filesystem'));
  }

  read(length: bigint, offset: bigint): [Uint8Array, boolean] {
    return this.opened.read(length, offset);
  }

  write(bytes: Uint8Array, offset: bigint): bigint {
    return this.opened.write(bytes, offset);
  }

  setSize(size: bigint): void {
    this.opened.setSize(size);
  }

  advise(): void {
    this.opened.advise();
  }

  sync(): void {}

  syncData(): void {}

  getFlags(): DescriptorFlags {
    return this.opened.flags;
  }

  getType(): DescriptorType {
    return this.opened.entry.kind;
  }

  stat(): Stat {
    return this.opened.stat();
  }

  statAt(pathFlags: PathFlags, path: string): Stat {
    return this.opened.statAt(pathFlags, path);
  }

  setTimes(accessed: NewTimestamp, modified: NewTimestamp): void {
    this.opened.setTimes(accessed, modified);
  }

  setTimesAt(pathFlags: PathFlags, path: string, accessed: NewTimestamp, modified: NewTimestamp): void {
    this.opened.setTimesAt(pathFlags, path, accessed, modified);
  }

  readDirectory(): DirectoryEntryStream {
    return new DirectoryEntryStream(this.opened.list());
  }

  createDirectoryAt(path: string): void {
    this.opened.createDirectoryAt(path);
  }

  openAt(pathFlags: PathFlags, path: string, open: OpenFlags, flags: DescriptorFlags): Descriptor {
    return new Descriptor(this.opened.openAt(pathFlags, path, open, flags));
  }

  removeDirectoryAt(path: string): void {
    this.opened.removeDirectoryAt(path);
  }

  unlinkFileAt(path: string): void {
    this.opened.unlinkFileAt(path);
  }

  renameAt(path: string, target: Descriptor, newPath: string): void {
    this.opened.renameAt(path, target.opened, newPath);
  }

  linkAt(pathFlags: PathFlags, path: string, target: Descriptor, newPath: string): void {
    this.opened.linkAt(pathFlags, path, target.opened, newPath);
  }

  symlinkAt(contents: string, path: string): void {
    this.opened.symlinkAt(contents, path);
  }

  readlinkAt(path: string): string {
    return this.opened.readlinkAt(path);
  }

  isSameObject(other: Descriptor): boolean {
    return this.opened.entry === other.opened.entry;
  }

  metadataHash(): MetadataHash {
    return this.opened.metadataHash();
  }

  metadataHashAt(pathFlags: PathFlags, path: string): MetadataHash {
    return this.opened.metadataHashAt(pathFlags, path);
  }
}

/** `wasi:filesystem/types#directory-entry-stream`: the entries as they were when it was opened. */
export class DirectoryEntryStream {
  private at = 0;

  constructor(private readonly entries: readonly { readonly type: DescriptorType; readonly name: string }[]) {}

  readDirectoryEntry(): { readonly type: DescriptorType; readonly name: string } | undefined {
    this.at += 1;
    return this.entries[this.at - 1];
  }
}
