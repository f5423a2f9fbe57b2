/** `wasi:http/types` 0.3: requests and responses, whose bodies are streams of the component model. */

import type { Source } from '../../bytes.ts';
import { Failure } from '../../failure.ts';
import type { ErrorCode } from '../../http/error-code.ts';
import type { Fields } from '../../http/fields.ts';
import { checkStatus, type Method, RequestLine, type Scheme } from '../../http/message.ts';
import { fromGuest, type GuestStream, NOTHING, type Settled, toGuest } from '../streams.ts';

/** Whether a message was sent. */
export type Sent = Settled<ErrorCode>;
/** What comes after a body. */
export type Trailers = Settled<ErrorCode, Fields | undefined>;

/** What requests and responses have in common: headers, a body, and trailers after it. */
class Message {
  /** Settle it: the component is told whether the message was sent. */
  settle: (sent: Sent) => void = () => {};

  constructor(
    readonly fields: Fields,
    readonly contents: Source,
    readonly hasBody: boolean,
    readonly trailers: Promise<Trailers>,
  ) {}

  /** Resolves once it is known whether the message was sent. */
  sent(): Promise<Sent> {
    return new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  consume(): [AsyncIterable<Uint8Array>, Promise<Trailers>] {
    const [body, ended] = toGuest(this.contents, (fault) => ({ tag: 'err', val: errorCode(fault) }) as const);
    return [body, ended.then((end) => (end.tag === 'err' ? end : this.trailers))];
  }
}

function written(headers: Fields, contents: GuestStream | undefined, later: PromiseLike<Trailers>): Message {
  const trailers = Promise.resolve(later);
  // Whoever asks for the trailers is told; nobody has to.
  trailers.catch(() => {});
  const source = contents === undefined ? NOTHING : fromGuest(contents);
  return new Message(headers.frozen(), source, contents !== undefined, trailers);
}

/** A message that comes from outside, with `trailers` after it. */
function received(fields: Fields, body: Source, trailers: Promise<Trailers>): Message {
  return new Message(fields, body, true, trailers);
}

/** `wasi:http/types#request` */
export class Request {
  readonly line = new RequestLine();

  private constructor(
    readonly message: Message,
    private readonly options: RequestOptions | undefined,
  ) {}

  static new(
    headers: Fields,
    contents: GuestStream | undefined,
    trailers: PromiseLike<Trailers>,
    options: RequestOptions | undefined,
  ): [Request, Promise<Sent>] {
    const message = written(headers, contents, trailers);
    return [new Request(message, options?.frozen()), message.sent()];
  }

  /** A request that the component is sent. */
  static received(line: RequestLine, fields: Fields, body: Source, trailers: Promise<Trailers>): Request {
    const request = new Request(received(fields, body, trailers), undefined);
    Object.assign(request.line, line);
    return request;
  }

  static consumeBody(request: Request, result: PromiseLike<Sent>): [AsyncIterable<Uint8Array>, Promise<Trailers>] {
    void Promise.resolve(result).then(request.message.settle, () => {});
    return request.message.consume();
  }

  getMethod(): Method {
    return this.line.method;
  }

  setMethod(method: Method): void {
    this.line.setMethod(method);
  }

  getPathWithQuery(): string | undefined {
    return this.line.path;
  }

  setPathWithQuery(path: string | undefined): void {
    this.line.setPath(path);
  }

  getScheme(): Scheme | undefined {
    return this.line.scheme;
  }

  setScheme(scheme: Scheme | undefined): void {
    this.line.setScheme(scheme);
  }

  getAuthority(): string | undefined {
    return this.line.authority;
  }

  setAuthority(authority: string | undefined): void {
    this.line.setAuthority(authority);
  }

  getOptions(): RequestOptions | undefined {
    return this.options;
  }

  getHeaders(): Fields {
    return this.message.fields;
  }
}

/** `wasi:http/types#response` */
export class Response {
  private status = 200;

  private constructor(readonly message: Message) {}

  static new(
    headers: Fields,
    contents: GuestStream | undefined,
    trailers: PromiseLike<Trailers>,
  ): [Response, Promise<Sent>] {
    const message = written(headers, contents, trailers);
    return [new Response(message), message.sent()];
  }

  /** A response that the component receives. */
  static received(status: number, fields: Fields, body: Source): Response {
    const response = new Response(received(fields, body, Promise.resolve({ tag: 'ok', val: undefined })));
    response.status = status;
    return response;
  }

  static consumeBody(response: Response, result: PromiseLike<Sent>): [AsyncIterable<Uint8Array>, Promise<Trailers>] {
    void Promise.resolve(result).then(response.message.settle, () => {});
    return response.message.consume();
  }

  getStatusCode(): number {
    return this.status;
  }

  setStatusCode(status: number): void {
    checkStatus(status);
    this.status = status;
  }

  getHeaders(): Fields {
    return this.message.fields;
  }
}

/** `wasi:http/types#request-options` */
export class RequestOptions {
  private connect: bigint | undefined;
  private firstByte: bigint | undefined;
  private betweenBytes: bigint | undefined;
  private isFrozen = false;

  getConnectTimeout(): bigint | undefined {
    return this.connect;
  }

  setConnectTimeout(duration: bigint | undefined): void {
    this.checkMutable();
    this.connect = duration;
  }

  getFirstByteTimeout(): bigint | undefined {
    return this.firstByte;
  }

  setFirstByteTimeout(duration: bigint | undefined): void {
    this.checkMutable();
    this.firstByte = duration;
  }

  getBetweenBytesTimeout(): bigint | undefined {
    return this.betweenBytes;
  }

  setBetweenBytesTimeout(duration: bigint | undefined): void {
    this.checkMutable();
    this.betweenBytes = duration;
  }

  clone(): RequestOptions {
    const copy = new RequestOptions();
    copy.connect = this.connect;
    copy.firstByte = this.firstByte;
    copy.betweenBytes = this.betweenBytes;
    return copy;
  }

  /** From here on this can only be read. */
  frozen(): this {
    this.isFrozen = true;
    return this;
  }

  private checkMutable(): void {
    if (this.isFrozen) throw new Failure({ tag: 'immutable' });
  }
}

/** The `error-code` that ended a body, whatever was thrown. */
export function errorCode(fault: unknown): ErrorCode {
  if (fault instanceof Failure) return fault.payload as ErrorCode;
  return { tag: 'internal-error', val: fault instanceof Error ? fault.message : String(fault) };
}

