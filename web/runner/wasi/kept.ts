/** Files and buckets that stay from run to run, in the browser's private file system (OPFS). */

import type { Bucket, FileSeed } from '../../model.ts';
import { Refusal } from '../refusal.ts';

/** What a run leaves to the next. Paths that end with `/` are of empty directories. */
export interface Kept {
  readonly files: readonly FileSeed[];
  readonly buckets: readonly Bucket[];
}

/** What was never kept. */
export const NOTHING_KEPT: Kept = { files: [], buckets: [] };

/** Where all of it is, a file a name. */
const FOLDER = 'kept';

/** How a file begins, behind the length of this in JSON; then come the bytes of all, in order. */
interface Index {
  readonly files: readonly (readonly [path: string, size: number])[];
  readonly buckets: readonly (readonly [name: string, readonly (readonly [key: string, size: number])[]])[];
}

/** What is kept under a name. */
export async function readKept(name: string): Promise<Kept> {
  try {
    const handle = await (await folder()).getFileHandle(encodeURIComponent(name));
    return unpacked(new Uint8Array(await (await handle.getFile()).arrayBuffer()));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return NOTHING_KEPT;
    throw notKept('what was kept cannot be read', error);
  }
}

/** Keeps it in place of what was there; whatever happens meanwhile, one of both is whole. */
export async function writeKept(name: string, kept: Kept): Promise<void> {
  try {
    const handle = await (await folder()).getFileHandle(encodeURIComponent(name), { create: true });
    const writable = await handle.createWritable();
    await writable.write(new Blob(packed(kept)));
    await writable.close();
  } catch (error) {
    throw notKept('nothing of this run was kept', error);
  }
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** The parts of the file that holds `kept`. */
export function packed({ files, buckets }: Kept): Uint8Array<ArrayBuffer>[] {
  const index: Index = {
    files: files.map(({ path, bytes }) => [path, bytes.length]),
    buckets: buckets.map(({ name, entries }) => [name, entries.map(({ key, value }) => [key, value.length])]),
  };
  const head = new TextEncoder().encode(JSON.stringify(index));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  const values = buckets.flatMap(({ entries }) => entries.map(({ value }) => value));
  return [length, head, ...files.map(({ bytes }) => bytes), ...values].map((part) => new Uint8Array(part));
}

/** What `packed` packed. */
export function unpacked(all: Uint8Array): Kept {
  const start = 4 + new DataView(all.buffer, all.byteOffset).getUint32(0);
  const index = JSON.parse(new TextDecoder().decode(all.subarray(4, start))) as Index;
  let at = start;
  const take = (size: number) => all.slice(at, (at += size));
  return {
    files: index.files.map(([path, size]) => ({ path, bytes: take(size) })),
    buckets: index.buckets.map(([name, entries]) => ({
      name,
      entries: entries.map(([key, size]) => ({ key, value: take(size) })),
    })),
  };
}

function notKept(what: string, error: unknown): Refusal {
  return new Refusal('not-kept', `${what}: ${error}; run without keeping files, or forget what is kept`);
}
