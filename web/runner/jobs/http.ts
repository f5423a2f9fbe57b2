/** Sends one request to a handler: `wasi:http/incoming-handler` 0.2. */

import type { Header, HttpRequest, ImportNeed, Outcome } from '../../model.ts';
import type { Exports } from '../load.ts';
import { interfaceName } from '../names.ts';
import { Refusal } from '../refusal.ts';
import { errorText } from '../wasi/http/error-code.ts';
import { type FieldEntry, Fields } from '../wasi/http/fields.ts';
import {
  type Answer,
  IncomingRequest,
  method,
  type OutgoingResponse,
  ResponseOutparam,
} from '../wasi/http/messages.ts';
import { find, noEntry } from './entry.ts';

/** What a request says of where it was sent to, when it has no `host` header. */
const AUTHORITY = 'localhost';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Sends `request`. It ends with the response as soon as that is complete, even if the handler goes
 * on, and with a refusal if the handler returned and no complete response can come any more.
 */
export async function sendRequest(exports: Exports, request: HttpRequest): Promise<Outcome> {
  const handle = find(exports, { interface: 'wasi:http/incoming-handler', track: '0.2', name: 'handle' });
  if (handle === undefined) throw noEntry(exports, 'wasi:http/incoming-handler');
  const outparam = new ResponseOutparam();
  const handled = Promise.resolve(handle(incoming(request), outparam));
  // A fault after the response is complete has nobody left to be told to.
  handled.catch(() => {});
  const answer = await Promise.race([outparam.answered, handled.then(() => settled(outparam))]);
  return finished(answer, handled);
}

/** Refuses a handler of WASI 0.3, which cannot be driven here; its imports tell it before it is loaded. */
export function refuseLaterHttp(needs: readonly ImportNeed[]): void {
  const isLater = needs.some((need) => {
    const { name, track } = interfaceName(need.name);
    return name === 'wasi:http/types' && track === '0.3';
  });
  if (!isLater) return;
  throw new Refusal(
    'wasi-0.3-http',
    'its handler is of WASI 0.3, which cannot be driven in the browser yet; run it on the server',
  );
}

/** The answer of a handler that has returned; there will be no later one. */
async function settled({ answered }: ResponseOutparam): Promise<Answer> {
  const none = Symbol('none');
  const answer = await Promise.race([answered, Promise.resolve(none)]);
  if (answer !== none) return answered;
  throw new Refusal('no-response', 'the handler returned without setting its `response-outparam`');
}

async function finished(answer: Answer, handled: Promise<unknown>): Promise<Outcome> {
  if (answer.tag === 'err') {
    throw new Refusal('http-error', `the handler answered with the error ${errorText(answer.val)}`);
  }
  const response = answer.val;
  const body = await Promise.race([bodyOf(response), handled.then(() => leftOpen(response))]);
  return { kind: 'responded', response: { status: response.statusCode(), headers: headers(response), body } };
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

function incoming(request: HttpRequest): IncomingRequest {
  const { method: name, path, headers, body } = request;
  const host = headers.find((header) => header.name.toLowerCase() === 'host');
  return new IncomingRequest({
    method: method(name),
    pathWithQuery: path,
    scheme: { tag: 'HTTP' },
    authority: host?.value ?? AUTHORITY,
    headers: Fields.received(headers.map(({ name, value }): FieldEntry => [name.toLowerCase(), encoder.encode(value)])),
    body: encoder.encode(body),
  });
}

function headers(response: OutgoingResponse): Header[] {
  return response
    .headers()
    .entries()
    .map(([name, value]) => ({ name, value: decoder.decode(value) }));
}
