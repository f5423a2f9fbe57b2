/** `wasi:http/types`: incoming and outgoing bodies, and trailers. */

import { joined } from '../../output.ts';
import { Refusal } from '../../refusal.ts';
import { Failure } from '../failure.ts';
import { alwaysReady, BytesSource, InputStream, OutputStream, type Pollable } from '../io.ts';
import type { ErrorCode } from './error-code.ts';
import type { Fields } from './fields.ts';

/** `wasi:http/types#incoming-body`, all of which is already here. */
export class IncomingBody {
  private source: BytesSource | null;

  constructor(bytes: Uint8Array) {
    this.source = new BytesSource(bytes);
  }

  static finish(_body: IncomingBody): FutureTrailers {
    return new FutureTrailers();
  }

  stream(): InputStream {
    if (this.source === null) throw new Failure(undefined);
    const stream = new InputStream(this.source);
    this.source = null;
    return stream;
  }
}

type Once<Value> = { tag: 'ok'; val: { tag: 'ok'; val?: Value } | { tag: 'err'; val: ErrorCode } } | { tag: 'err' };

/** `wasi:http/types#future-trailers`; requests made here have none. */
export class FutureTrailers {
  private isTaken = false;

  subscribe(): Pollable {
    return alwaysReady();
  }

  get(): Once<Fields> {
    if (this.isTaken) return { tag: 'err' };
    this.isTaken = true;
    return { tag: 'ok', val: { tag: 'ok' } };
  }
}

/** Beyond this a body is refused rather than the tab's memory used up. */
const LARGEST_BODY = 256 * 1024 * 1024;

/** What has been written of a body. */
export class BodyBuffer {
  private readonly chunks: Uint8Array[] = [];
  length = 0;

  put(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (this.length > LARGEST_BODY) {
      throw new Refusal('body-too-large', `the body went over ${LARGEST_BODY / 1024 / 1024} MB`);
    }
    this.chunks.push(bytes);
  }

  /** All of it, in one array. */
  whole(): Uint8Array {
    return joined(this.chunks, this.length);
  }
}

/** How writing a body ended. */
export type BodyEnd =
  | { readonly kind: 'finished'; readonly bytes: Uint8Array }
  | { readonly kind: 'dropped'; readonly length: number };

/** `wasi:http/types#outgoing-body`: collects what is written until it is finished or dropped. */
export class OutgoingBody {
  private readonly body = new BodyBuffer();
  private isOpened = false;
  private isEnded = false;

  constructor(private readonly onEnd: (end: BodyEnd) => void) {}

  static finish(body: OutgoingBody, _trailers: Fields | undefined): void {
    body.end({ kind: 'finished', bytes: body.body.whole() });
  }

  write(): OutputStream {
    if (this.isOpened) throw new Failure(undefined);
    this.isOpened = true;
    return new OutputStream({ put: (bytes) => this.body.put(bytes) });
  }

  /** Dropped by the component; without `finish` before it, the body counts as incomplete. */
  [Symbol.dispose](): void {
    this.end({ kind: 'dropped', length: this.body.length });
  }

  private end(end: BodyEnd): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.onEnd(end);
  }
}
