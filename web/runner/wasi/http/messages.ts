/** `wasi:http/types` 0.2: requests and responses, both ways. */

import { Failure } from '../failure.ts';
import { type BodyEnd, IncomingBody, OutgoingBody } from './bodies.ts';
import type { ErrorCode } from './error-code.ts';
import { Fields } from './fields.ts';

/** `wasi:http/types#method` */
export type Method = { readonly tag: StandardMethod } | { readonly tag: 'other'; readonly val: string };

/** `wasi:http/types#scheme` */
export type Scheme = { readonly tag: 'HTTP' | 'HTTPS' } | { readonly tag: 'other'; readonly val: string };

type StandardMethod = (typeof STANDARD_METHODS)[number];

const STANDARD_METHODS = [
  'get', 'head', 'post', 'put', 'delete', 'connect', 'options', 'trace', 'patch',
] as const;

/** `wasi:http/types#method` of `PROPFIND` or any other word. */
export function method(name: string): Method {
  const standard = STANDARD_METHODS.find((each) => each.toUpperCase() === name);
  return standard === undefined ? { tag: 'other', val: name } : { tag: standard };
}

/** What a request says. */
export interface RequestParts {
  readonly method: Method;
  readonly pathWithQuery: string;
  readonly scheme: Scheme;
  readonly authority: string;
  readonly headers: Fields;
  readonly body: Uint8Array;
}

/** `wasi:http/types#incoming-request` */
export class IncomingRequest {
  private isConsumed = false;

  constructor(private readonly parts: RequestParts) {}

  method(): Method {
    return this.parts.method;
  }

  pathWithQuery(): string {
    return this.parts.pathWithQuery;
  }

  scheme(): Scheme {
    return this.parts.scheme;
  }

  authority(): string {
    return this.parts.authority;
  }

  headers(): Fields {
    return this.parts.headers;
  }

  consume(): IncomingBody {
    if (this.isConsumed) throw new Failure(undefined);
    this.isConsumed = true;
    return new IncomingBody(this.parts.body);
  }
}

/** `wasi:http/types#outgoing-response` */
export class OutgoingResponse {
  /** Resolves when the body was finished or dropped. */
  readonly ended: Promise<BodyEnd>;
  private readonly fields: Fields;
  private status = 200;
  private isOpened = false;
  private end: (end: BodyEnd) => void = () => {};

  constructor(headers: Fields) {
    this.fields = headers.frozen();
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  statusCode(): number {
    return this.status;
  }

  setStatusCode(status: number): void {
    if (status < 100 || status > 999) throw new Failure(undefined);
    this.status = status;
  }

  headers(): Fields {
    return this.fields;
  }

  body(): OutgoingBody {
    if (this.isOpened) throw new Failure(undefined);
    this.isOpened = true;
    return new OutgoingBody(this.end);
  }

  /** Whether the component ever asked for the body; a response without one is complete as it is. */
  get hasBody(): boolean {
    return this.isOpened;
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
  sendInformational(): void {}
}

/** `wasi:http/types#outgoing-request`; it can be made, and is denied when it is sent. */
export class OutgoingRequest {
  private readonly fields: Fields;
  private isOpened = false;
  private verb: Method = { tag: 'get' };
  private path: string | undefined;
  private protocol: Scheme | undefined;
  private host: string | undefined;

  constructor(headers: Fields) {
    this.fields = headers.frozen();
  }

  body(): OutgoingBody {
    if (this.isOpened) throw new Failure(undefined);
    this.isOpened = true;
    return new OutgoingBody(() => {});
  }

  method(): Method {
    return this.verb;
  }

  setMethod(verb: Method): void {
    this.verb = verb;
  }

  pathWithQuery(): string | undefined {
    return this.path;
  }

  setPathWithQuery(path: string | undefined): void {
    this.path = path;
  }

  scheme(): Scheme | undefined {
    return this.protocol;
  }

  setScheme(protocol: Scheme | undefined): void {
    this.protocol = protocol;
  }

  authority(): string | undefined {
    return this.host;
  }

  setAuthority(host: string | undefined): void {
    this.host = host;
  }

  headers(): Fields {
    return this.fields;
  }
}

/** `wasi:http/types#request-options`, of 0.2 and 0.3 */
export class RequestOptions {
  private connect: bigint | undefined;
  private firstByte: bigint | undefined;
  private betweenBytes: bigint | undefined;

  connectTimeout(): bigint | undefined {
    return this.connect;
  }

  setConnectTimeout(duration: bigint | undefined): void {
    this.connect = duration;
  }

  firstByteTimeout(): bigint | undefined {
    return this.firstByte;
  }

  setFirstByteTimeout(duration: bigint | undefined): void {
    this.firstByte = duration;
  }

  betweenBytesTimeout(): bigint | undefined {
    return this.betweenBytes;
  }

  setBetweenBytesTimeout(duration: bigint | undefined): void {
    this.betweenBytes = duration;
  }
  clone(): RequestOptions {
    return Object.assign(new RequestOptions(), this);
  }
}
