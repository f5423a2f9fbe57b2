/** Streams and futures that whoever calls feeds, while calls read from them. */

import { Refusal } from '../refusal.ts';
import type { Native } from './native.ts';

/** What is read of a feed: as generated modules take a stream or a future. */
export interface Feed {
  /** The end that a call reads. It is given away once. */
  readonly end: Native;
  /** More elements, or the value. */
  put(items: readonly Native[]): void;
  /** Nothing more comes. */
  close(): void;
  /** Whether nothing more can be put in. */
  readonly isDone: boolean;
}

/** A stream; each piece of `put` reaches the reader as one where `inChunks` says so. */
export class StreamFeed implements Feed {
  readonly end: AsyncIterable<Native>;
  private readonly waiting: Native[] = [];
  private wake: () => void = () => {};
  private isClosed = false;
  private isAbandoned = false;

  constructor(private readonly inChunks: boolean) {
    const iterator: AsyncIterator<Native> = {
      next: () => this.next(),
      return: async () => {
        this.isAbandoned = true;
        return END;
      },
    };
    this.end = { [Symbol.asyncIterator]: () => iterator };
  }

  get isDone(): boolean {
    return this.isClosed;
  }

  put(items: readonly Native[]): void {
    this.add(this.inChunks ? [items] : items);
  }

  /** Bytes, which reach the reader as one piece. */
  putBytes(bytes: Uint8Array): void {
    if (bytes.length > 0) this.add([bytes]);
  }

  private add(items: readonly Native[]): void {
    if (this.isClosed) throw new Refusal('closed', 'it is closed: nothing more can be put in');
    if (this.isAbandoned) throw new Refusal('closed', 'nobody reads from it any more');
    for (const item of items) this.waiting.push(item);
    this.wake();
  }

  close(): void {
    this.isClosed = true;
    this.wake();
  }

  private async next(): Promise<IteratorResult<Native>> {
    while (this.waiting.length === 0) {
      if (this.isClosed) return END;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return { value: this.waiting.shift(), done: false };
  }
}

/** A future, fed once. */
export class FutureFeed implements Feed {
  readonly end: Promise<Native>;
  private resolve: (value: Native) => void = () => {};
  isDone = false;

  constructor() {
    this.end = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  put(items: readonly Native[]): void {
    if (this.isDone) throw new Refusal('closed', 'it has its value already');
    if (items.length !== 1) throw new Refusal('bad-value', `a future takes one value and was given ${items.length}`);
    this.isDone = true;
    this.resolve(items[0]);
  }

  close(): void {}
}

const END = { value: undefined, done: true } as const;
