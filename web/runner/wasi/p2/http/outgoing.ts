/** `wasi:http/types` and `outgoing-handler` 0.2: requests that a component sends. */

import { Failure } from '../../failure.ts';
import { WrittenBody } from '../../http/body.ts';
import type { ErrorCode } from '../../http/error-code.ts';
import type { Admitted, Fetcher } from '../../http/fetcher.ts';
import { Fields } from '../../http/fields.ts';
import { contentLength, type Method, RequestLine, type Scheme } from '../../http/message.ts';
import { Parent } from '../../parent.ts';
import { Late } from '../../waiting.ts';
import { Pollable } from '../poll.ts';
import { type Once, OutgoingBody, type Result, type Trailers } from './bodies.ts';
import { IncomingResponse } from './messages.ts';

/** `wasi:http/types#outgoing-request` */
export class OutgoingRequest {
  /** What is written of its body; null while nobody asked for it. */
  written: WrittenBody | null = null;
  readonly line = new RequestLine();
  private readonly fields: Fields;

  constructor(headers: Fields) {
    this.fields = headers.frozen();
  }

  body(): OutgoingBody {
    if (this.written !== null) throw new Failure(undefined);
    this.written = new WrittenBody('request', contentLength(this.fields));
    return new OutgoingBody(this.written);
  }

  method(): Method {
    return this.line.method;
  }

  setMethod(method: Method): void {
    this.line.setMethod(method);
  }

  pathWithQuery(): string | undefined {
    return this.line.path;
  }

  setPathWithQuery(path: string | undefined): void {
    this.line.setPath(path);
  }

  scheme(): Scheme | undefined {
    return this.line.scheme;
  }

  setScheme(scheme: Scheme | undefined): void {
    this.line.setScheme(scheme);
  }

  authority(): string | undefined {
    return this.line.authority;
  }

  setAuthority(authority: string | undefined): void {
    this.line.setAuthority(authority);
  }

  headers(): Fields {
    return this.fields;
  }
}

/** `wasi:http/types#request-options` */
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
}

type Answered = Result<IncomingResponse>;

/** `wasi:http/types#future-incoming-response` */
export class FutureIncomingResponse extends Parent {
  private isTaken = false;

  constructor(private readonly answered: Late<Answered>) {
    super();
  }

  subscribe(): Pollable {
    return this.adopt(new Pollable(this.answered));
  }

  get(): Once<IncomingResponse> | undefined {
    const { current } = this.answered;
    if (current === undefined) return undefined;
    if (this.isTaken) return { tag: 'err' };
    this.isTaken = true;
    return { tag: 'ok', val: current.value };
  }
}

/** `wasi:http/outgoing-handler#handle` over `fetcher`. */
export function outgoingHandler(fetcher: Fetcher) {
  return {
    handle(request: OutgoingRequest, options: RequestOptions | undefined): FutureIncomingResponse {
      const admitted = fetcher.admit(request.line);
      const answered = new Late<Answered>();
      void send(fetcher, admitted, request, options).then((answer) => answered.settle(answer));
      return new FutureIncomingResponse(answered);
    },
  };
}

/** Sends it once its body is complete: browsers take no body that is still being written. */
async function send(
  fetcher: Fetcher,
  admitted: Admitted,
  request: OutgoingRequest,
  options: RequestOptions | undefined,
): Promise<Answered> {
  const { written } = request;
  const end = await written?.ended;
  if (end !== undefined && end.kind !== 'finished') {
    return { tag: 'err', val: { tag: 'HTTP-protocol-error' } };
  }
  try {
    const response = await fetcher.send(admitted, {
      headers: request.headers().entries(),
      body: written?.whole() ?? null,
      timeouts: {
        connect: options?.connectTimeout(),
        firstByte: options?.firstByteTimeout(),
        betweenBytes: options?.betweenBytesTimeout(),
      },
    });
    const trailers: Trailers = new Late();
    trailers.settle({ tag: 'ok', val: undefined });
    const { status, headers, body } = response;
    return { tag: 'ok', val: new IncomingResponse(status, Fields.received(headers), body, trailers) };
  } catch (fault) {
    if (!(fault instanceof Failure)) throw fault;
    return { tag: 'err', val: fault.payload as ErrorCode };
  }
}
