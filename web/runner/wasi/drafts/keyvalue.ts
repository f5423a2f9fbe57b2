/** `wasi:keyvalue`, `0.2.0-draft` and `0.2.0-draft2`: in memory, for the run. */

import { Failure } from '../failure.ts';
import type { Entries, Store, StoreError } from './buckets.ts';

/** How many keys are listed at once. */
const PAGE = 1000;

/** `wasi:keyvalue/store#bucket`, but for the cursor of its lists. */
class BucketHandle {
  constructor(readonly entries: Entries) {}

  get(key: string): Uint8Array | undefined {
    return this.entries.get(key);
  }

  set(key: string, value: Uint8Array): void {
    this.entries.set(key, value);
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  exists(key: string): boolean {
    return this.entries.get(key) !== undefined;
  }
}

/** A page of keys, and where the next one begins. */
interface KeyResponse<Cursor> {
  readonly keys: string[];
  readonly cursor: Cursor | undefined;
}

/** The bucket of `0.2.0-draft`, where a cursor is a number. */
class DraftBucket extends BucketHandle {
  listKeys(cursor: bigint | undefined): KeyResponse<bigint> {
    const all = this.entries.keys();
    const from = Number(cursor ?? 0n);
    const next = from + PAGE;
    return { keys: all.slice(from, next), cursor: next < all.length ? BigInt(next) : undefined };
  }
}

/** The bucket of `0.2.0-draft2`, where a cursor is text: the last key of the page before. */
class Draft2Bucket extends BucketHandle {
  listKeys(cursor: string | undefined): KeyResponse<string> {
    const rest = this.entries.keys().filter((key) => cursor === undefined || key > cursor);
    const keys = rest.slice(0, PAGE);
    return { keys, cursor: rest.length > PAGE ? keys.at(-1) : undefined };
  }
}

type CasError =
  | { readonly tag: 'store-error'; readonly val: StoreError }
  | { readonly tag: 'cas-failed'; readonly val: Cas };

/** `wasi:keyvalue/atomics#cas` */
class Cas {
  private readonly version: number;

  private constructor(
    private readonly entries: Entries,
    private readonly key: string,
  ) {
    this.version = entries.version(key);
  }

  static new(bucket: BucketHandle, key: string): Cas {
    return new Cas(bucket.entries, key);
  }

  current(): Uint8Array | undefined {
    return this.entries.get(this.key);
  }

  /** Sets the value, if nobody else did since this was made. */
  swap(value: Uint8Array): void {
    if (this.entries.version(this.key) !== this.version) {
      throw new Failure<CasError>({ tag: 'cas-failed', val: new Cas(this.entries, this.key) });
    }
    try {
      this.entries.set(this.key, value);
    } catch (fault) {
      if (!(fault instanceof Failure)) throw fault;
      throw new Failure<CasError>({ tag: 'store-error', val: fault.payload as StoreError });
    }
  }
}

const batch = {
  getMany: ({ entries }: BucketHandle, keys: readonly string[]) =>
    keys.map((key) => {
      const value = entries.get(key);
      return value === undefined ? undefined : [key, value];
    }),
  setMany({ entries }: BucketHandle, pairs: readonly (readonly [string, Uint8Array])[]): void {
    for (const [key, value] of pairs) entries.set(key, value);
  },
  deleteMany({ entries }: BucketHandle, keys: readonly string[]): void {
    for (const key of keys) entries.delete(key);
  },
};

/** The interfaces of `wasi:keyvalue@0.2.0-draft`. */
export function keyvalueDraft(store: Store) {
  return {
    'wasi:keyvalue/store': { Bucket: DraftBucket, open: (name: string) => new DraftBucket(store.open(name)) },
    'wasi:keyvalue/atomics': {
      increment: ({ entries }: BucketHandle, key: string, delta: bigint) =>
        entries.increment(key, delta, 0n, 2n ** 64n - 1n),
    },
    'wasi:keyvalue/batch': batch,
  };
}

/** The interfaces of `wasi:keyvalue@0.2.0-draft2`. */
export function keyvalueDraft2(store: Store) {
  return {
    'wasi:keyvalue/store': { Bucket: Draft2Bucket, open: (name: string) => new Draft2Bucket(store.open(name)) },
    'wasi:keyvalue/atomics': {
      Cas,
      increment: ({ entries }: BucketHandle, key: string, delta: bigint) =>
        entries.increment(key, delta, -(2n ** 63n), 2n ** 63n - 1n),
      swap: (cas: Cas, value: Uint8Array) => cas.swap(value),
    },
    'wasi:keyvalue/batch': batch,
  };
}
