/** The buckets of `wasi:keyvalue` of one run. */

import type { Bucket } from '../../../model.ts';
import { Failure } from '../failure.ts';

/** `wasi:keyvalue/store#error` */
export type StoreError =
  | { readonly tag: 'no-such-store' | 'access-denied' }
  | { readonly tag: 'other'; readonly val: string };

/** What all buckets may hold together; beyond it the run would take the tab's memory. */
const LARGEST_STORE = 256 * 1024 * 1024;
/** Rough cost of an entry besides its key and value. */
const ENTRY_COST = 128;

const DIGITS = /^-?\d{1,20}$/;

/** A bucket, with a number for each state that a key was in. */
export class Entries {
  private readonly values = new Map<string, Uint8Array>();
  private readonly versions = new Map<string, number>();

  constructor(private readonly store: Store) {}

  get(key: string): Uint8Array | undefined {
    return this.values.get(key);
  }

  set(key: string, value: Uint8Array): void {
    const before = this.values.get(key);
    this.store.take(before === undefined ? ENTRY_COST + 2 * key.length + value.length : value.length - before.length);
    this.values.set(key, value);
    this.changed(key);
  }

  delete(key: string): void {
    const before = this.values.get(key);
    if (before === undefined) return;
    this.store.take(-(ENTRY_COST + 2 * key.length + before.length));
    this.values.delete(key);
    this.changed(key);
  }

  /** Keys in order. */
  keys(): string[] {
    return [...this.values.keys()].sort();
  }

  /** Which state `key` is in; another one after each change. */
  version(key: string): number {
    return this.versions.get(key) ?? 0;
  }

  /** Adds to the number that is kept as decimal text, or makes it; wide enough for `lowest` to `highest`. */
  increment(key: string, delta: bigint, lowest: bigint, highest: bigint): bigint {
    const before = this.get(key);
    const text = before === undefined ? '0' : new TextDecoder().decode(before);
    if (!DIGITS.test(text)) throw other(`the value of \`${key}\` is no number: it is not decimal text`);
    const sum = BigInt(text) + delta;
    if (sum < lowest || sum > highest) throw other(`adding ${delta} to \`${key}\` goes over what fits 64 bits`);
    this.set(key, new TextEncoder().encode(`${sum}`));
    return sum;
  }

  private changed(key: string): void {
    this.versions.set(key, this.version(key) + 1);
    this.store.isChanged = true;
  }
}

/** All buckets, by the name that they are opened by; each is there as soon as it is asked for. */
export class Store {
  /** Whether the run changed any. */
  isChanged = false;
  private readonly buckets = new Map<string, Entries>();
  private used = 0;

  constructor(given: readonly Bucket[]) {
    for (const { name, entries } of given) {
      const bucket = this.open(name);
      for (const { key, value } of entries) bucket.set(key, value);
    }
    this.isChanged = false;
  }

  open(name: string): Entries {
    const known = this.buckets.get(name);
    if (known !== undefined) return known;
    this.take(ENTRY_COST);
    const made = new Entries(this);
    this.buckets.set(name, made);
    return made;
  }

  /** Takes `bytes`, or gives them back where it is negative. */
  take(bytes: number): void {
    if (this.used + bytes > LARGEST_STORE) throw other(`the store is full: it holds ${LARGEST_STORE >> 20} MB`);
    this.used += bytes;
  }

  /** All that is in them now. */
  report(): Bucket[] {
    return [...this.buckets].map(([name, bucket]) => ({
      name,
      entries: bucket.keys().map((key) => ({ key, value: bucket.get(key) ?? new Uint8Array() })),
    }));
  }
}

function other(message: string): Failure<StoreError> {
  return new Failure({ tag: 'other', val: message });
}
