/** `wasi:http/types` 0.2: requests and responses that come in, and the responses to them. */

import type { Source } from '../../bytes.ts';
import { Failure } from '../../failure.ts';
import { WrittenBody } from '../../http/body.ts';
import type { ErrorCode } from '../../http/error-code.ts';
import type { Fields } from '../../http/fields.ts';
import { checkStatus, contentLength, type Method, type RequestLine, type Scheme } from '../../http/message.ts';
import { IncomingBody, OutgoingBody, type Trailers } from './bodies.ts';

/** `wasi:http/types#incoming-request` */
export class IncomingRequest {
  private isConsumed = false;

  constructor(
    private readonly line: RequestLine,
    private readonly fields: Fields,
    private readonly body: Source,
    private readonly trailers: Trailers,
  ) {}

  method(): Method {
    return this.line.method;
  }

  pathWithQuery(): string | undefined {
    return this.line.path;
  }

  scheme(): Scheme | undefined {
    return this.line.scheme;
  }

  authority(): string | undefined {
    return this.line.authority;
  }

  headers(): Fields {
    return this.fields;
  }

  consume(): IncomingBody {
    if (this.isConsumed) throw new Failure(undefined);
    this.isConsumed = true;
    return new IncomingBody(this.body, this.trailers);
  }
}

/** `wasi:http/types#incoming-response` */
export class IncomingResponse {
  private isConsumed = false;

  constructor(
    private readonly code: number,
    private readonly fields: Fields,
    private readonly body: Source,
    private readonly trailers: Trailers,
  ) {}

  status(): number {
    return this.code;
  }

  headers(): Fields {
    return this.fields;
  }

  consume(): IncomingBody {
    if (this.isConsumed) throw new Failure(undefined);
    this.isConsumed = true;
    return new IncomingBody(this.body, this.trailers);
  }
}

/** `wasi:http/types#outgoing-response` */
export class OutgoingResponse {
  /** What is written of its body, by whoever asked for it. */
  readonly written: WrittenBody;
  private readonly fields: Fields;
  private status = 200;
  private isOpened = false;
  private tell: (bytes: Uint8Array) => void = () => {};
  private early: Uint8Array[] | null = [];

  constructor(headers: Fields) {
    this.fields = headers.frozen();
    this.written = new WrittenBody('response', contentLength(headers), (bytes) => {
      if (this.early === null) this.tell(bytes);
      else this.early.push(bytes);
    });
  }

  statusCode(): number {
    return this.status;
  }

  setStatusCode(status: number): void {
    checkStatus(status);
    this.status = status;
  }

  headers(): Fields {
    return this.fields;
  }

  body(): OutgoingBody {
    if (this.isOpened) throw new Failure(undefined);
    this.isOpened = true;
    return new OutgoingBody(this.written);
  }

  /** Whether the component ever asked for the body; a response without one is complete as it is. */
  get hasBody(): boolean {
    return this.isOpened;
  }

  /** Tells of each piece of the body, those first that were written before anyone listened. */
  listen(tell: (bytes: Uint8Array) => void): void {
    for (const bytes of this.early ?? []) tell(bytes);
    this.early = null;
    this.tell = tell;
  }
}

/** What a handler answered with. */
export type Answer =
  | { readonly tag: 'ok'; readonly val: OutgoingResponse }
  | { readonly tag: 'err'; readonly val: ErrorCode };

/** `wasi:http/types#response-outparam`: the place where a handler puts its answer. */
export class ResponseOutparam {
  /** Resolves with the first answer; never, when there is none. */
  readonly answered: Promise<Answer>;
  private answer: (answer: Answer) => void = () => {};

  constructor() {
    this.answered = new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  static set(param: ResponseOutparam, answer: Answer): void {
    param.answer(answer);
  }

  /** The page shows one response, so informational ones are taken and go no further. */
  sendInformational(status: number): void {
    if (status < 100 || status > 199) throw new Failure<ErrorCode>({ tag: 'HTTP-protocol-error' });
  }
}
