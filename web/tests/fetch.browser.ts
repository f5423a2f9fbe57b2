/** Requests that components send, and bodies that break the rules. */

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';

import type { HostOptions, RunEvent } from '../model.ts';
import { Bench, type Component, type Options } from './browser.ts';

let bench: Bench;
let proxy: Component;
let probe3: Component;
let fetch3: Component;
let server: Server;
let authority: string;

before(async () => {
  bench = await Bench.start();
  proxy = await bench.component('tests/components/proxy.wasm');
  fetch3 = await bench.component('tests/components/fetch3.wasm');
  probe3 = await bench.component('server/tests/probe3.wasm');
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/slow') return void setTimeout(() => response.end('late'), 2000).unref();
    if (path !== '/private') response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*').setHeader('access-control-allow-methods', '*');
    response.setHeader('access-control-expose-headers', '*');
    if (request.method === 'OPTIONS') return void response.end();
    if (path === '/stalls') return void response.write('some');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.end(`${request.method} ${path} ${request.headers['x-own'] ?? ''} ${Buffer.concat(chunks)}`.trim());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  authority = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(async () => {
  await bench.stop();
  server.closeAllConnections();
  server.close();
});

async function send(path: string, body = '', host: HostOptions = {}, to = proxy, options: Options = {}) {
  const ran = await to.run({ kind: 'http', method: 'POST', path, headers: [], body }, { host, ...options });
  const { outcome } = ran;
  const text = outcome.kind === 'responded' ? new TextDecoder().decode(Uint8Array.from(outcome.response.body)) : '';
  return { ...ran, text };
}

const ON = { network: true };

function fates(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind !== 'request') return [];
    const { fate, method } = event;
    const more = fate.kind === 'answered' ? ` ${fate.status}` : fate.kind === 'failed' ? ` ${fate.code}` : '';
    return [`${event.number} ${method} ${fate.kind}${more}`];
  });
}

test('a request goes out with its headers, and its answer comes in', async () => {
  const { text, events } = await send(`/GET/${authority}/path?q=1`, '', ON);
  assert.equal(text, '200 GET /path?q=1 1');
  assert.deepEqual(fates(events), ['1 GET sent', '1 GET answered 200']);
});

test('a body and any method go out too', async () => {
  assert.equal((await send(`/POST/${authority}/p`, 'häl lo', ON)).text, '200 POST /p 1 häl lo');
  assert.equal((await send(`/PROPFIND/${authority}/p`, 'x', ON)).text, '200 PROPFIND /p 1 x');
});

test('the network is off unless it is switched on, and the page is told', async () => {
  const { text, events } = await send(`/GET/${authority}/`);
  assert.equal(text, 'refused ErrorCode::HttpRequestDenied');
  assert.deepEqual(fates(events), ['1 GET failed network-off']);
});

test('a refusal by CORS is told from a server that is not there', async () => {
  const cors = await send(`/GET/${authority}/private`, '', ON);
  assert.match(cors.text, /InternalError.*CORS/);
  assert.deepEqual(fates(cors.events), ['1 GET sent', '1 GET failed cors']);
  const gone = await send('/GET/127.0.0.1:1/', '', ON);
  assert.match(gone.text, /failed ErrorCode::DestinationUnavailable/);
  assert.deepEqual(fates(gone.events), ['1 GET sent', '1 GET failed unreachable']);
});

test('methods that a browser does not send', async () => {
  const { text, events } = await send(`/TRACE/${authority}/`, '', ON);
  assert.equal(text, 'failed ErrorCode::HttpRequestMethodInvalid');
  assert.deepEqual(fates(events), ['1 TRACE sent', '1 TRACE failed forbidden']);
});

test('time limits hold: for the first byte, and between bytes', async () => {
  assert.equal((await send(`/GET/${authority}/slow`, '', ON)).text, 'failed ErrorCode::ConnectionTimeout');
  assert.equal((await send(`/GET/${authority}/stalls`, '', ON)).text, 'failed ErrorCode::ConnectionReadTimeout');
});

test('what of a request is valid, and what is not', async () => {
  assert.equal(
    (await send('/request', '', ON)).text,
    '[Err(()), Err(()), Err(()), Err(())] [Ok(()), Ok(()), Ok(()), Ok(())] Some(ErrorCode::HttpRequestUriInvalid)',
  );
});

test('a body of another length than promised', async () => {
  const short = await send('/short');
  assert.ok(short.outcome.kind === 'refused' && short.outcome.code === 'wrong-length', JSON.stringify(short.outcome));
  assert.match(short.outcome.message, /`content-length` of 10 bytes.*only 4/);
  assert.equal(short.stdout, 'finish Err(ErrorCode::HttpResponseBodySize(Some(4)))\n');
  const long = await send('/long');
  assert.ok(long.outcome.kind === 'refused' && long.outcome.code === 'wrong-length');
  assert.equal((await send('/exact')).text, 'four');
});

test('a body that is finished while its stream lives traps', async () => {
  const { outcome } = await send('/children');
  assert.ok(outcome.kind === 'trapped' && /resource has children/.test(outcome.message), JSON.stringify(outcome));
});

test('a body is spliced from request to response', async () => {
  const body = 'x'.repeat(100_000);
  assert.equal((await send('/splice', body)).text, body);
});

test('trailers come in and go out', async () => {
  const host = { trailers: [{ name: 'x-sum', value: '1' }, { name: 'x-sum', value: '2' }] };
  const trailers = { kind: 'response-trailers', headers: host.trailers };
  assert.deepEqual((await send('/trailers', 'body', host)).events, [trailers]);
  assert.deepEqual((await send('/echo', 'body', host, probe3)).events, [trailers]);
});

test('request and response are streamed', async () => {
  const body = (text: string) => ({ kind: 'body', bytes: new TextEncoder().encode(text) }) as const;
  const host = { stream_request: true, stream_response: true };
  for (const [to, path] of [[proxy, '/splice'], [probe3, '/echo']] as const) {
    const replies = [{ after: '', inputs: [body('two'), body('three'), { kind: 'body-end' as const }] }];
    const { text, events } = await send(path, 'one', host, to, { replies });
    assert.equal(text, 'onetwothree');
    const pieces = events.flatMap((event) => (event.kind === 'response-body' ? [...event.bytes] : []));
    assert.equal(new TextDecoder().decode(Uint8Array.from(pieces)), 'onetwothree');
    assert.equal(events[0]?.kind, 'response-head');
  }
});

test('a handler of WASI 0.3 that traps in the middle of its body', async () => {
  const { outcome, events } = await send('/cut', '', { stream_response: true }, probe3, { milliseconds: 3000 });
  assert.ok(outcome.kind === 'trapped' && outcome.backtrace.length > 0, JSON.stringify(outcome));
  assert.deepEqual(events.map(({ kind }) => kind), ['response-head', 'response-body']);
});

test('a request of WASI 0.3 goes out, and its answer comes in', async () => {
  const files: [string, string][] = [];
  const run = (path: string, host: HostOptions) =>
    fetch3.run({ kind: 'command', args: ['fetch3', authority, path], env: [], stdin: '', files }, { host });
  assert.equal((await run('/p', ON)).stdout, '200 POST /p  asked\n');
  assert.equal((await run('/p', {})).stdout, 'failed: ErrorCode::HttpRequestDenied\n');
  assert.match((await run('/private', ON)).stdout, /failed: .*CORS/);
});
