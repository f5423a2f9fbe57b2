/** Requests and responses of WASI 0.3, by a real server: what the shims drop, hold up or never end. */

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';

import { Failure } from '../../failure.ts';
import { Fetcher } from '../../http/fetcher.ts';
import { type FieldEntry, Fields } from '../../http/fields.ts';
import type { GuestStream } from '../streams.ts';
import { http3, take } from './http.ts';
import { Request, RequestOptions, Response, type Sent, type Trailers } from './messages.ts';

const { send } = http3(new Fetcher(true, () => {}))['wasi:http/client'];
const bytes = (text: string) => new TextEncoder().encode(text);
const noTrailers = (): Promise<Trailers> => Promise.resolve({ tag: 'ok', val: undefined });

let server: Server;

before(async () => {
  server = createServer((request, response) => {
    if (request.url === '/silent') return;
    if (request.url === '/stalls') return void response.write('some');
    if (request.url === '/breaks') return void response.write('some', () => response.destroy());
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    request.on('end', () => response.setHeader('x-a', ['1', '2']).end(`${request.method} ${length}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

after(() => {
  server.closeAllConnections();
  server.close();
});

/** A stream of a component that gives these pieces, each once it is asked for; it never ends where one is missing. */
function stream(...pieces: (Uint8Array | undefined)[]): GuestStream {
  return {
    read: () => {
      if (pieces.length === 0) return Promise.resolve({ done: true });
      const value = pieces.shift();
      return value === undefined ? new Promise(() => {}) : Promise.resolve({ value, done: false });
    },
  };
}

function request(path: string, contents?: GuestStream, headers: FieldEntry[] = [], options?: RequestOptions): [Request, Promise<Sent>] {
  const [made, sent] = Request.new(Fields.fromList(headers), contents, noTrailers(), options);
  made.setMethod({ tag: contents === undefined ? 'get' : 'post' });
  made.setScheme({ tag: 'HTTP' });
  made.setAuthority(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  made.setPathWithQuery(path);
  return [made, sent];
}

/** What a response says, and what comes after it. */
async function read(response: Response): Promise<[string, Trailers]> {
  const [body, trailers] = Response.consumeBody(response, Promise.resolve({ tag: 'ok' }));
  let text = '';
  for await (const chunk of body) text += new TextDecoder().decode(chunk);
  return [text, await trailers];
}

/** The tag of the `error-code` that it fails with. */
async function code(work: Promise<unknown>): Promise<string> {
  const fault = await work.then(() => assert.fail('it succeeded'), (thrown: unknown) => thrown);
  assert.ok(fault instanceof Failure, String(fault));
  return (fault as Failure<{ tag: string }>).payload.tag;
}

test('a large body goes out whole, in many small pieces', async () => {
  const pieces = Array.from({ length: 5000 }, () => new Uint8Array(1000));
  const [made, sent] = request('/', stream(...pieces), [['content-length', bytes('5000000')]]);
  const response = await send(made);
  assert.equal(response.getStatusCode(), 200);
  assert.deepEqual(await sent, { tag: 'ok' });
  assert.deepEqual(await read(response), ['POST 5000000', { tag: 'ok', val: undefined }]);
});

test('a request without a body has none', async () => {
  assert.equal((await read(await send(request('/')[0])))[0], 'GET 0');
});

test('a request of another length than promised is not sent, and both who wait are told', async () => {
  for (const [promised, length] of [['3', 4n], ['9', 4n]] as const) {
    const [made, sent] = request('/', stream(bytes('four')), [['content-length', bytes(promised)]]);
    assert.equal(await code(send(made)), 'HTTP-request-body-size');
    assert.deepEqual(await sent, { tag: 'err', val: { tag: 'HTTP-request-body-size', val: length } });
  }
});

test('time limits hold: for the first byte, and between bytes', async () => {
  const [first, between] = [new RequestOptions(), new RequestOptions()];
  first.setFirstByteTimeout(50_000_000n);
  between.setBetweenBytesTimeout(50_000_000n);
  assert.equal(await code(send(request('/silent', undefined, [], first)[0])), 'connection-timeout');
  const [text, end] = await read(await send(request('/stalls', undefined, [], between)[0]));
  // On a busy machine the limit may be over before the first bytes are.
  assert.ok('some'.startsWith(text));
  assert.deepEqual(end, { tag: 'err', val: { tag: 'connection-read-timeout' } });
});

test('a response that breaks off says so after what came of it', async () => {
  const cut = { tag: 'err', val: { tag: 'HTTP-response-incomplete' } };
  assert.deepEqual(await read(await send(request('/breaks')[0])), ['some', cut]);
});

test('a response is built of its parts without anybody who takes it, and what it was given stays', () => {
  const headers = Fields.fromList([['x-a', bytes('1')]]);
  const [response] = Response.new(headers, stream(undefined), new Promise(() => {}));
  response.setStatusCode(404);
  assert.equal(response.getStatusCode(), 404);
  assert.deepEqual(response.getHeaders().entries(), [['x-a', bytes('1')]]);
  assert.throws(() => response.getHeaders().append('x-b', bytes('2')), Failure);
  assert.throws(() => response.setStatusCode(99), Failure);
});

test('what a component answers is held to its length, and its trailers come after it', async () => {
  const trailers: Trailers = { tag: 'ok', val: Fields.fromList([['x-sum', bytes('1')], ['x-sum', bytes('2')]]) };
  const length = (text: string) => Fields.fromList([['content-length', bytes(text)]]);
  const [whole, taken] = Response.new(length('4'), stream(bytes('fo'), bytes('ur')), Promise.resolve(trailers));
  const pieces: string[] = [];
  const [, end] = await take(whole, (piece) => void pieces.push(new TextDecoder().decode(piece)));
  assert.deepEqual(pieces, ['fo', 'ur']);
  assert.ok(end.kind === 'finished' && end.trailers?.entries().length === 2);
  assert.deepEqual(await taken, { tag: 'ok' });

  const [short, refused] = Response.new(length('9'), stream(bytes('four')), noTrailers());
  assert.equal((await take(short, () => {}))[1].kind, 'wrong-length');
  assert.deepEqual(await refused, { tag: 'err', val: { tag: 'HTTP-response-body-size', val: 4n } });

  const failed: Trailers = { tag: 'err', val: { tag: 'loop-detected' } };
  const [broken] = Response.new(new Fields(), stream(bytes('a')), Promise.resolve(failed));
  const [, brokenEnd] = await take(broken, () => {});
  assert.ok(brokenEnd.kind === 'failed' && brokenEnd.error.tag === 'loop-detected');
});
