/** Sends one request to a handler: `wasi:http/incoming-handler` of 0.2, `wasi:http/handler` of 0.3. */

import type { Header, HostOptions, HttpRequest, Outcome } from '../../model.ts';
import { errorPayload } from '../fault.ts';
import type { Exports } from '../load.ts';
import type { Post } from '../output.ts';
import { Refusal } from '../refusal.ts';
import { Pipe } from '../wasi/bytes.ts';
import type { BodyEnd, WrittenBody } from '../wasi/http/body.ts';
import { type ErrorCode, errorText } from '../wasi/http/error-code.ts';
import { type FieldEntry, Fields } from '../wasi/http/fields.ts';
import { method, RequestLine } from '../wasi/http/message.ts';
import type { Trailers } from '../wasi/p2/http/bodies.ts';
import { type Answer, IncomingRequest, type OutgoingResponse, ResponseOutparam } from '../wasi/p2/http/messages.ts';
import { take } from '../wasi/p3/http/http.ts';
import { Request, Response } from '../wasi/p3/http/messages.ts';
import { Late } from '../wasi/waiting.ts';
import { type Entered, find, noEntry } from './entry.ts';

/** What a request says of where it was sent to, when it has no `host` header. */
const AUTHORITY = 'localhost';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A request on its way, whose body may still be coming. */
export class HttpJob {
  /** Where more of the body goes. */
  readonly body = new Pipe(Number.POSITIVE_INFINITY);
  private readonly line: RequestLine;
  private readonly headers: Fields;
  private readonly trailers: Trailers = new Late();

  constructor(
    request: HttpRequest,
    private readonly options: HostOptions,
    private readonly post: Post,
    body = options.body ?? encoder.encode(request.body),
  ) {
    this.line = line(request);
    this.headers = fields(request.headers);
    this.body.put(body);
    if (options.stream_request !== true) this.endBody();
  }

  /** The body is complete. */
  endBody(): void {
    this.body.close();
    const { trailers = [] } = this.options;
    this.trailers.settle({ tag: 'ok', val: trailers.length > 0 ? fields(trailers) : undefined });
  }

  /** Sends it; ends with the whole response, or with why there is none. */
  async send(exports: Exports): Promise<Outcome> {
    const handle = find(exports, { interface: 'wasi:http/incoming-handler', track: '0.2', name: 'handle' });
    if (handle !== undefined) return this.sendTo(handle);
    const handle3 = find(exports, { interface: 'wasi:http/handler', track: '0.3', name: 'handle' });
    if (handle3 !== undefined) return this.sendTo3(handle3);
    throw noEntry(exports, 'wasi:http/incoming-handler');
  }

  /**
   * Ends with the response as soon as that is complete, even if the handler goes on, and with a
   * refusal if the handler returned and no complete response can come any more.
   */
  private async sendTo(handle: Entered): Promise<Outcome> {
    const outparam = new ResponseOutparam();
    const request = new IncomingRequest(this.line, this.headers, this.body, this.trailers);
    const handled = Promise.resolve(handle(request, outparam));
    // A fault after the response is complete has nobody left to be told to.
    handled.catch(() => {});
    const answer = await Promise.race([outparam.answered, handled.then(() => settled(outparam))]);
    if (answer.tag === 'err') throw answeredError(answer.val);
    const response = answer.val;
    this.begin(response.statusCode(), response.headers());
    response.listen((bytes) => this.tell(bytes));
    const end = await Promise.race([response.written.ended, handled.then(() => lastEnd(response))]);
    return this.responded(response.statusCode(), response.headers(), response.written, end);
  }

  private async sendTo3(handle: Entered): Promise<Outcome> {
    try {
      const request = Request.received(this.line, this.headers, this.body, this.trailers.promise());
      const response = await handle(request);
      if (!(response instanceof Response)) throw new TypeError('the handler returned no response');
      this.begin(response.getStatusCode(), response.getHeaders());
      const [written, end] = await take(response, (bytes) => this.tell(bytes));
      return this.responded(response.getStatusCode(), response.getHeaders(), written, end);
    } catch (fault) {
      const error = errorPayload(fault);
      throw error === null ? fault : answeredError(error.payload as ErrorCode);
    }
  }

  private begin(status: number, headers: Fields): void {
    if (this.options.stream_response !== true) return;
    this.post({ kind: 'response-head', status, headers: listed(headers) });
  }

  private tell(bytes: Uint8Array): void {
    if (this.options.stream_response === true) this.post({ kind: 'response-body', bytes });
  }

  private responded(status: number, headers: Fields, written: WrittenBody, end: BodyEnd): Outcome {
    if (end.kind !== 'finished') throw incomplete(status, written.length, end);
    if (end.trailers !== undefined) this.post({ kind: 'response-trailers', headers: listed(end.trailers) });
    return { kind: 'responded', response: { status, headers: listed(headers), body: written.whole() } };
  }
}

const NONE = Symbol('none');

/** The answer of a handler that has returned; there will be no later one. */
async function settled({ answered }: ResponseOutparam): Promise<Answer> {
  const answer = await Promise.race([answered, Promise.resolve(NONE)]);
  if (typeof answer !== 'symbol') return answer;
  throw new Refusal('no-response', 'the handler returned without setting its `response-outparam`');
}

/** How the body ends of a handler that has returned. What it did before wins, being settled already. */
async function lastEnd({ hasBody, written }: OutgoingResponse): Promise<BodyEnd> {
  if (!hasBody) return { kind: 'finished', trailers: undefined };
  const end = await Promise.race([written.ended, Promise.resolve(NONE)]);
  return typeof end === 'symbol' ? { kind: 'unfinished' } : end;
}

function incomplete(status: number, length: number, end: Exclude<BodyEnd, { kind: 'finished' }>): Refusal {
  const set = `the handler set status ${status}`;
  switch (end.kind) {
    case 'unfinished':
      return new Refusal(
        'unfinished-body',
        `${set} and left the body after ${length} bytes without \`outgoing-body.finish\`, ` +
          'so the response is incomplete',
      );
    case 'failed':
      return new Refusal('http-error', `${set} and ended the body after ${length} bytes with ${errorText(end.error)}`);
    case 'wrong-length':
      return new Refusal(
        'wrong-length',
        `${set} and promised a \`content-length\` of ${end.expected} bytes, but the body it wrote is ` +
          `${length < end.expected ? `only ${length}` : `more than that`}, so the response is incomplete`,
      );
  }
}

function line(request: HttpRequest): RequestLine {
  const host = request.headers.find((header) => header.name.toLowerCase() === 'host');
  return Object.assign(new RequestLine(), {
    method: method(request.method),
    path: request.path,
    scheme: { tag: 'HTTP' },
    authority: host?.value ?? AUTHORITY,
  });
}

function fields(headers: readonly Header[]): Fields {
  return Fields.received(headers.map(({ name, value }): FieldEntry => [name.toLowerCase(), encoder.encode(value)]));
}

function listed(fields: Fields): Header[] {
  return fields.entries().map(([name, value]): Header => ({ name, value: decoder.decode(value) }));
}

function answeredError(error: ErrorCode): Refusal {
  return new Refusal('http-error', `the handler answered with the error ${errorText(error)}`);
}
