/** Bodies that a component writes: counted, kept, and handed on as they come. */

import { joined } from '../../output.ts';
import { Refusal } from '../../refusal.ts';
import { Failure } from '../failure.ts';
import type { ErrorCode } from './error-code.ts';
import type { Fields } from './fields.ts';

/** How a body ended. */
export type BodyEnd =
  | { readonly kind: 'finished'; readonly trailers: Fields | undefined }
  /** Dropped, or never gone on with. */
  | { readonly kind: 'unfinished' }
  /** Ended by the component with an error. */
  | { readonly kind: 'failed'; readonly error: ErrorCode }
  /** Not as long as the headers say. */
  | { readonly kind: 'wrong-length'; readonly expected: number };

/** Beyond this a body is refused rather than the tab's memory used up. */
const LARGEST_BODY = 256 * 1024 * 1024;

/** A body on its way out of the component. */
export class WrittenBody {
  /** Resolves at its end. */
  readonly ended: Promise<BodyEnd>;
  length = 0;
  private readonly chunks: Uint8Array[] = [];
  private settle: (end: BodyEnd) => void = () => {};

  constructor(
    private readonly kind: 'request' | 'response',
    /** What the headers promise. */
    private readonly expected: number | undefined,
    /** Given each piece as it comes. */
    private readonly tell: (bytes: Uint8Array) => void = () => {},
  ) {
    this.ended = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** Takes more; an `error-code` is thrown where that is more than was promised. */
  put(bytes: Uint8Array): void {
    if (this.expected !== undefined && this.length + bytes.length > this.expected) {
      throw this.wrongLength(this.length + bytes.length);
    }
    this.length += bytes.length;
    if (this.length > LARGEST_BODY) {
      throw new Refusal('body-too-large', `the body went over ${LARGEST_BODY / 1024 / 1024} MB`);
    }
    this.chunks.push(bytes);
    this.tell(bytes);
  }

  /** It is complete; an `error-code` is thrown where it is less than was promised. */
  finish(trailers: Fields | undefined): void {
    if (this.expected !== undefined && this.length < this.expected) throw this.wrongLength(this.length);
    this.settle({ kind: 'finished', trailers });
  }

  /** Nothing comes any more. */
  drop(): void {
    this.settle({ kind: 'unfinished' });
  }

  /** The component says that it cannot go on. */
  fail(error: ErrorCode): void {
    this.settle({ kind: 'failed', error });
  }

  /** All of it, in one array. */
  whole(): Uint8Array {
    return joined(this.chunks, this.length);
  }

  private wrongLength(length: number): Failure<ErrorCode> {
    if (this.expected !== undefined) this.settle({ kind: 'wrong-length', expected: this.expected });
    return new Failure({ tag: `HTTP-${this.kind}-body-size`, val: BigInt(length) });
  }
}
