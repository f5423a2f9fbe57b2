/** `wasi:http/types` 0.3: requests and responses, whose bodies are streams of the component model. */

import { Failure } from '../failure.ts';
import { drain, type GuestStream, toGuest } from '../guest-stream.ts';
import { BytesSource } from '../io.ts';
import { BodyBuffer } from './bodies.ts';
import type { ErrorCode } from './error-code.ts';
import { Fields } from './fields.ts';
import type { Method, RequestOptions, RequestParts, Scheme } from './messages.ts';

/** What a future of this interface resolves to, where nothing went wrong. */
const OK = { tag: 'ok' } as const;

type Sent = { readonly tag: 'ok' } | { readonly tag: 'err'; readonly val: ErrorCode };
type Body = ReadableStream<Uint8Array> | GuestStream;

/** `wasi:http/types#request` */
export class Request {
  private verb: Method = { tag: 'get' };
  private path: string | undefined;
  private protocol: Scheme | undefined;
  private host: string | undefined;

  private constructor(
    private readonly fields: Fields,
    private readonly contents: Body | undefined,
    private readonly options: RequestOptions | undefined,
  ) {}

  /** A request that the component makes; it is denied when it is sent. */
  static new(
    headers: Fields,
    contents: GuestStream | undefined,
    _trailers: unknown,
    options: RequestOptions | undefined,
  ): [Request, Promise<Sent>] {
    const request = new Request(headers.frozen(), contents, options);
    return [request, Promise.resolve({ tag: 'err', val: { tag: 'HTTP-request-denied' } })];
  }

  /** A request that the component is sent. */
  static received(parts: RequestParts): Request {
    const request = new Request(parts.headers, toGuest(new BytesSource(parts.body)), undefined);
    request.verb = parts.method;
    request.path = parts.pathWithQuery;
    request.protocol = parts.scheme;
    request.host = parts.authority;
    return request;
  }

  static consumeBody(request: Request, _result: unknown): [Body, Promise<Sent>] {
    return [request.contents ?? empty(), Promise.resolve(OK)];
  }

  getMethod(): Method {
    return this.verb;
  }

  setMethod(verb: Method): void {
    this.verb = verb;
  }

  getPathWithQuery(): string | undefined {
    return this.path;
  }

  setPathWithQuery(path: string | undefined): void {
    this.path = path;
  }

  getScheme(): Scheme | undefined {
    return this.protocol;
  }

  setScheme(protocol: Scheme | undefined): void {
    this.protocol = protocol;
  }

  getAuthority(): string | undefined {
    return this.host;
  }

  setAuthority(host: string | undefined): void {
    this.host = host;
  }

  getOptions(): RequestOptions | undefined {
    return this.options;
  }

  getHeaders(): Fields {
    return this.fields;
  }
}

/** `wasi:http/types#response` */
export class Response {
  private status = 200;
  private settle: (sent: Sent) => void = () => {};

  private constructor(
    private readonly fields: Fields,
    private readonly contents: Body | undefined,
  ) {}

  static new(headers: Fields, contents: GuestStream | undefined, _trailers: unknown): [Response, Promise<Sent>] {
    const response = new Response(headers.frozen(), contents);
    const sent = new Promise<Sent>((resolve) => {
      response.settle = resolve;
    });
    return [response, sent];
  }

  static consumeBody(response: Response, _result: unknown): [Body, Promise<Sent>] {
    return [response.contents ?? empty(), Promise.resolve(OK)];
  }

  getStatusCode(): number {
    return this.status;
  }

  setStatusCode(status: number): void {
    if (status < 100 || status > 999) throw new Failure(undefined);
    this.status = status;
  }

  getHeaders(): Fields {
    return this.fields;
  }

  /** Takes all of the body, and tells the component that it was sent. */
  async sent(): Promise<Uint8Array> {
    const body = new BodyBuffer();
    if (this.contents !== undefined) await drain(guestStream(this.contents), (bytes) => body.put(bytes));
    this.settle(OK);
    return body.whole();
  }
}

/** A body that went through the component untouched is still the one that was made here. */
function guestStream(body: Body): GuestStream {
  if (!(body instanceof ReadableStream)) return body;
  const reader = body.getReader();
  return {
    async read() {
      const { value, done } = await reader.read();
      return value === undefined ? { done } : { value, done };
    },
  };
}

function empty(): ReadableStream<Uint8Array> {
  return toGuest(new BytesSource(new Uint8Array()));
}
