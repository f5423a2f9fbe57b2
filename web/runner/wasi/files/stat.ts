/** What an entry of a tree is like, as WASI asks for it. */

import { type Datetime, datetime, nanoseconds, timeOfDay } from '../clock.ts';
import type { Entry } from './tree.ts';

/** `wasi:filesystem/types#new-timestamp` */
export type NewTimestamp =
  | { readonly tag: 'no-change' }
  | { readonly tag: 'now' }
  | { readonly tag: 'timestamp'; readonly val: Datetime };

/** What an entry is like. */
export interface Stat {
  readonly type: Entry['kind'];
  readonly linkCount: bigint;
  readonly size: bigint;
  readonly dataAccessTimestamp: Datetime;
  readonly dataModificationTimestamp: Datetime;
  readonly statusChangeTimestamp: Datetime;
}

/** `wasi:filesystem/types#metadata-hash-value` */
export interface MetadataHash {
  readonly lower: bigint;
  readonly upper: bigint;
}

/** What `entry` is like. */
export function stat(entry: Entry): Stat {
  return {
    type: entry.kind,
    linkCount: BigInt(entry.links),
    size: BigInt(entry.size),
    dataAccessTimestamp: datetime(entry.times.accessed),
    dataModificationTimestamp: datetime(entry.times.modified),
    statusChangeTimestamp: datetime(entry.times.changed),
  };
}

/** Sets its times as they are asked for. */
export function setTimes(entry: Entry, accessed: NewTimestamp, modified: NewTimestamp): void {
  const { times } = entry;
  times.accessed = chosen(accessed, times.accessed);
  times.modified = chosen(modified, times.modified);
  times.changed = timeOfDay();
}

function chosen(timestamp: NewTimestamp, before: bigint): bigint {
  switch (timestamp.tag) {
    case 'no-change':
      return before;
    case 'now':
      return timeOfDay();
    case 'timestamp':
      return nanoseconds(timestamp.val);
  }
}

/** Stands for the identity of an entry and the state it is in. */
export function metadataHash({ identity, times, size }: Entry): MetadataHash {
  const state = times.modified * 2n ** 8n + BigInt(size);
  return { lower: identity, upper: BigInt.asUintN(64, state) };
}
