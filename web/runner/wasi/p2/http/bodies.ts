/** `wasi:http/types` 0.2: incoming and outgoing bodies, and trailers. */

import { type Source, sink } from '../../bytes.ts';
import { Failure } from '../../failure.ts';
import type { ErrorCode } from '../../http/error-code.ts';
import type { WrittenBody } from '../../http/body.ts';
import type { Fields } from '../../http/fields.ts';
import { Parent } from '../../parent.ts';
import { Late } from '../../waiting.ts';
import { Pollable } from '../poll.ts';
import { codedSink, codedSource, InputStream, OutputStream } from '../streams.ts';

/** What is known once all of a body has come: its trailers, or why it broke off. */
export type Trailers = Late<Result<Fields | undefined>>;

/** `wasi:http/types#incoming-body` */
export class IncomingBody extends Parent {
  private isOpened = false;
  private isFinished = false;

  constructor(
    private readonly source: Source,
    private readonly trailers: Trailers,
  ) {
    super();
  }

  static finish(body: IncomingBody): FutureTrailers {
    body.isFinished = true;
    body[Symbol.dispose]();
    return new FutureTrailers(body.trailers);
  }

  stream(): InputStream {
    if (this.isOpened) throw new Failure(undefined);
    this.isOpened = true;
    const { take, readable } = codedSource(this.source, 'http');
    return this.adopt(new InputStream({ take, readable }));
  }

  protected override dropped(): void {
    if (!this.isFinished) this.source.abandon?.();
  }
}

/** `result<T, error-code>` */
export type Result<Value> =
  | { readonly tag: 'ok'; readonly val: Value }
  | { readonly tag: 'err'; readonly val: ErrorCode };

/** `option<result<result<T, error-code>>>`: not yet, once, and never again. */
export type Once<Value> =
  | { readonly tag: 'ok'; readonly val: Result<Value> }
  | { readonly tag: 'err' };

/** `wasi:http/types#future-trailers` */
export class FutureTrailers extends Parent {
  private isTaken = false;

  constructor(private readonly trailers: Trailers) {
    super();
  }

  subscribe(): Pollable {
    return this.adopt(new Pollable(this.trailers));
  }

  get(): Once<Fields | undefined> | undefined {
    const { current } = this.trailers;
    if (current === undefined) return undefined;
    if (this.isTaken) return { tag: 'err' };
    this.isTaken = true;
    return { tag: 'ok', val: current.value };
  }
}

/** `wasi:http/types#outgoing-body` */
export class OutgoingBody extends Parent {
  private isOpened = false;

  constructor(private readonly body: WrittenBody) {
    super();
  }

  static finish(outgoing: OutgoingBody, trailers: Fields | undefined): void {
    outgoing.checkChildless();
    outgoing.body.finish(trailers?.frozen());
  }

  write(): OutputStream {
    if (this.isOpened) throw new Failure(undefined);
    this.isOpened = true;
    return this.adopt(new OutputStream(codedSink(sink((bytes) => this.body.put(bytes)), 'http')));
  }

  /** Without `finish` before it, the body counts as incomplete. */
  protected override dropped(): void {
    this.body.drop();
  }
}
