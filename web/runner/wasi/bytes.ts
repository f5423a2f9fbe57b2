/** Where streams get their bytes from and put them, whichever version of WASI they are of. */

import { joined as concatenated } from '../output.ts';
import { ALWAYS, Signal, type Waitable, whenever } from './waiting.ts';

/** Where an input stream gets its bytes from. */
export interface Source {
  /** At most `limit` bytes; none where none have come yet; null at the end. What it throws reaches the reader. */
  take(limit: number): Uint8Array | null;
  /** When `take` gives more than nothing, or throws. */
  readonly readable: Waitable;
  /** Nobody will read from it any more. */
  abandon?(): void;
}

/** Where an output stream puts its bytes; it may keep the array it is given. */
export interface Sink {
  put(bytes: Uint8Array): void;
  /** How many bytes may be put now. What it throws reaches the writer. */
  room(): number;
  /** When there is room, or `room` throws. */
  readonly writable: Waitable;
  /** No more will come from the stream that was opened on it. */
  close?(): void;
}

/** How much is taken or put at once at most. */
export const LARGEST_PIECE = 1024 * 1024;

/** A sink that takes all there is at once. */
export function sink(put: (bytes: Uint8Array) => void, close?: () => void): Sink {
  return { put, room: () => LARGEST_PIECE, writable: ALWAYS, ...(close === undefined ? {} : { close }) };
}

/** A source over bytes in memory, each byte given once however many streams read from it. */
export class BytesSource implements Source {
  readonly readable = ALWAYS;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  take(limit: number): Uint8Array | null {
    if (this.at >= this.bytes.length) return null;
    const taken = this.bytes.slice(this.at, this.at + limit);
    this.at += taken.length;
    return taken;
  }
}

/** Bytes on their way from a writer to a reader. */
export class Pipe implements Source, Sink {
  private readonly chunks: Uint8Array[] = [];
  private readonly changed = new Signal();
  private held = 0;
  private isClosed = false;
  private isAbandoned = false;
  private fault: (() => unknown) | undefined;

  readonly readable = whenever(this.changed, () => this.held > 0 || this.isClosed || this.fault !== undefined);
  readonly writable = whenever(this.changed, () => this.isAbandoned || this.held < this.capacity);

  constructor(
    /** How many bytes it holds before the writer has to wait. */
    private readonly capacity: number,
    /** What writing throws once nobody reads any more; what is written is dropped where it is not given. */
    private readonly broken?: () => unknown,
  ) {}

  put(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.isClosed) return;
    if (this.isAbandoned) {
      this.checkReader();
      return;
    }
    this.chunks.push(bytes);
    this.held += bytes.length;
    this.changed.notify();
  }

  room(): number {
    this.checkReader();
    return this.isAbandoned ? LARGEST_PIECE : Math.max(0, this.capacity - this.held);
  }

  take(limit: number): Uint8Array | null {
    if (this.held === 0) return this.nothing();
    const taken = whole(this.upTo(limit));
    this.held -= taken.length;
    this.changed.notify();
    return taken;
  }

  close(): void {
    this.isClosed = true;
    this.changed.notify();
  }

  /** Ends it in such a way that reading, after what is held, throws what `fault` gives. */
  fail(fault: () => unknown): void {
    if (this.isClosed) return;
    this.fault = fault;
    this.changed.notify();
  }

  abandon(): void {
    this.isAbandoned = true;
    this.chunks.length = 0;
    this.held = 0;
    this.changed.notify();
  }

  /** Takes whole pieces, and a part of one where that is what fits. */
  private upTo(limit: number): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let left = limit;
    for (let first = this.chunks[0]; first !== undefined && left > 0; first = this.chunks[0]) {
      const piece = first.subarray(0, left);
      pieces.push(piece);
      left -= piece.length;
      if (piece.length === first.length) this.chunks.shift();
      else this.chunks[0] = first.subarray(piece.length);
    }
    return pieces;
  }

  private nothing(): Uint8Array | null {
    if (this.fault !== undefined) throw this.fault();
    return this.isClosed || this.isAbandoned ? null : new Uint8Array();
  }

  private checkReader(): void {
    if (this.isAbandoned && this.broken !== undefined) throw this.broken();
  }
}

function whole(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  return concatenated(pieces, pieces.reduce((length, piece) => length + piece.length, 0));
}

/** What one step of pulling gives. */
export interface Pulled {
  readonly value?: ArrayLike<number> | undefined;
  readonly done: boolean;
}

/** A source over something that is asked for more and answers later. */
export class PulledSource implements Source {
  private held: Uint8Array = new Uint8Array();
  private isAtEnd = false;
  private fault: { readonly thrown: unknown } | undefined;
  private pulling: Promise<void> | undefined;

  constructor(
    private readonly pull: () => Promise<Pulled>,
    private readonly onAbandon: () => void = () => {},
  ) {}

  readonly readable: Waitable = {
    isReady: () => this.held.length > 0 || this.isAtEnd || this.fault !== undefined,
    onReady: (wake) => {
      let isWanted = true;
      void this.more().then(() => isWanted && wake());
      return () => {
        isWanted = false;
      };
    },
  };

  take(limit: number): Uint8Array | null {
    if (this.held.length > 0) {
      const taken = this.held.subarray(0, limit);
      this.held = this.held.subarray(taken.length);
      return taken;
    }
    if (this.fault !== undefined) throw this.fault.thrown;
    if (this.isAtEnd) return null;
    // A reader that never waits makes it come all the same.
    void this.more();
    return this.held;
  }

  abandon(): void {
    if (this.isAtEnd) return;
    this.isAtEnd = true;
    this.held = new Uint8Array();
    this.onAbandon();
  }

  private more(): Promise<void> {
    this.pulling ??= this.pull().then(
      ({ value, done }) => this.pulled(value, done),
      (thrown: unknown) => {
        this.pulling = undefined;
        this.fault = { thrown };
      },
    );
    return this.pulling;
  }

  private pulled(value: ArrayLike<number> | undefined, done: boolean): void {
    this.pulling = undefined;
    if (this.isAtEnd) return;
    if (value !== undefined) this.held = new Uint8Array(value);
    this.isAtEnd = done;
  }
}
