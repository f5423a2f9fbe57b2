/** Sends one request to a handler: `wasi:http/incoming-handler` of 0.2, `wasi:http/handler` of 0.3. */

import type { Header, HttpRequest, Outcome } from '../../model.ts';
import { errorPayload } from '../fault.ts';
import type { Exports } from '../load.ts';
import { Refusal } from '../refusal.ts';
import { type ErrorCode, errorText } from '../wasi/http/error-code.ts';
import { type FieldEntry, Fields } from '../wasi/http/fields.ts';
import {
  type Answer,
  IncomingRequest,
  method,
  type OutgoingResponse,
  type RequestParts,
  ResponseOutparam,
} from '../wasi/http/messages.ts';
import { Request, Response } from '../wasi/http/messages3.ts';
import { type Entered, find, noEntry } from './entry.ts';

/** What a request says of where it was sent to, when it has no `host` header. */
const AUTHORITY = 'localhost';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Sends `request`; ends with the whole response, or with why there is none. */
export async function sendRequest(exports: Exports, request: HttpRequest): Promise<Outcome> {
  const handle = find(exports, { interface: 'wasi:http/incoming-handler', track: '0.2', name: 'handle' });
  if (handle !== undefined) return sendTo(handle, request);
  const handle3 = find(exports, { interface: 'wasi:http/handler', track: '0.3', name: 'handle' });
  if (handle3 !== undefined) return sendTo3(handle3, request);
  throw noEntry(exports, 'wasi:http/incoming-handler');
}

/**
 * Ends with the response as soon as that is complete, even if the handler goes on, and with a
 * refusal if the handler returned and no complete response can come any more.
 */
async function sendTo(handle: Entered, request: HttpRequest): Promise<Outcome> {
  const outparam = new ResponseOutparam();
  const handled = Promise.resolve(handle(new IncomingRequest(parts(request)), outparam));
  // A fault after the response is complete has nobody left to be told to.
  handled.catch(() => {});
  const answer = await Promise.race([outparam.answered, handled.then(() => settled(outparam))]);
  if (answer.tag === 'err') throw answeredError(answer.val);
  const response = answer.val;
  const body = await Promise.race([bodyOf(response), handled.then(() => leftOpen(response))]);
  return responded(response.statusCode(), response.headers(), body);
}

async function sendTo3(handle: Entered, request: HttpRequest): Promise<Outcome> {
  try {
    const response = await handle(Request.received(parts(request)));
    if (!(response instanceof Response)) throw new TypeError('the handler returned no response');
    return responded(response.getStatusCode(), response.getHeaders(), await response.sent());
  } catch (fault) {
    const error = errorPayload(fault);
    throw error === null ? fault : answeredError(error.payload as ErrorCode);
  }
}

/** The answer of a handler that has returned; there will be no later one. */
async function settled({ answered }: ResponseOutparam): Promise<Answer> {
  const none = Symbol('none');
  const answer = await Promise.race([answered, Promise.resolve(none)]);
  if (answer !== none) return answered;
  throw new Refusal('no-response', 'the handler returned without setting its `response-outparam`');
}

async function bodyOf(response: OutgoingResponse): Promise<Uint8Array> {
  const end = await response.ended;
  switch (end.kind) {
    case 'finished':
      return end.bytes;
    case 'dropped':
      throw new Refusal(
        'unfinished-body',
        `the handler set status ${response.statusCode()} and dropped the body after ${end.length} bytes ` +
          'without `outgoing-body.finish`, so the response is incomplete',
      );
  }
}

/** The handler has returned. What it did before wins over this, being settled already. */
async function leftOpen(response: OutgoingResponse): Promise<Uint8Array> {
  if (!response.hasBody) return new Uint8Array();
  const none = Symbol('none');
  const end = await Promise.race([response.ended, Promise.resolve(none)]);
  if (end !== none) return bodyOf(response);
  throw new Refusal(
    'unfinished-body',
    `the handler set status ${response.statusCode()} and returned without finishing the body, ` +
      'so the response is incomplete',
  );
}

function parts(request: HttpRequest): RequestParts {
  const { method: name, path, headers, body } = request;
  const host = headers.find((header) => header.name.toLowerCase() === 'host');
  return {
    method: method(name),
    pathWithQuery: path,
    scheme: { tag: 'HTTP' },
    authority: host?.value ?? AUTHORITY,
    headers: Fields.received(headers.map(({ name, value }): FieldEntry => [name.toLowerCase(), encoder.encode(value)])),
    body: encoder.encode(body),
  };
}

function responded(status: number, fields: Fields, body: Uint8Array): Outcome {
  const headers = fields.entries().map(([name, value]): Header => ({ name, value: decoder.decode(value) }));
  return { kind: 'responded', response: { status, headers, body } };
}

function answeredError(error: ErrorCode): Refusal {
  return new Refusal('http-error', `the handler answered with the error ${errorText(error)}`);
}
