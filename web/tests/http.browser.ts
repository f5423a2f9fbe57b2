import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Header } from '../model.ts';
import { Bench, type Component } from './browser.ts';

let bench: Bench;
let handler: Component;
let handler3: Component;

before(async () => {
  bench = await Bench.start();
  handler = await bench.component('tests/components/http.wasm');
  handler3 = await bench.component('server/tests/probe3.wasm');
});

after(() => bench.stop());

async function send(method: string, path: string, body = '', headers: Header[] = [], to = handler) {
  const { outcome } = await to.run({ kind: 'http', method, path, headers, body });
  if (outcome.kind !== 'responded') return outcome;
  const { response } = outcome;
  return { ...response, text: new TextDecoder().decode(Uint8Array.from(response.body)) };
}

async function refusal(path: string, from = handler) {
  const outcome = await send('GET', path, '', [], from);
  assert.ok('kind' in outcome && outcome.kind === 'refused', JSON.stringify(outcome));
  return `${outcome.code}: ${outcome.message}`;
}

test('a request arrives as it was sent and the response as it was made', async () => {
  const response = await send('POST', '/echo?q=1', 'text=häl lo', [
    { name: 'Host', value: 'example.test' },
    { name: 'X-A', value: '1' },
    { name: 'x-a', value: '2' },
    { name: 'Cookie', value: 'c=1' },
  ]);
  assert.ok('status' in response);
  assert.equal(response.status, 201);
  assert.deepEqual(response.headers, [
    { name: 'set-cookie', value: 'a=1' },
    { name: 'set-cookie', value: 'b=2' },
    { name: 'content-type', value: 'text/plain; charset=utf-8' },
  ]);
  assert.equal(
    response.text,
    [
      'Method::Post example.test/echo?q=1 Some(Scheme::Http)',
      'host: example.test',
      'x-a: 1',
      'x-a: 2',
      'cookie: c=1',
      'text=häl lo',
    ].join('\n'),
  );
});

test('a method that is not in the list is passed on', async () => {
  const response = await send('PROPFIND', '/');
  assert.match('text' in response ? response.text : '', /^Method::Other\("PROPFIND"\)/);
});

test('a large body goes in and comes back', async () => {
  const body = 'x'.repeat(300_000);
  const response = await send('PUT', '/', body);
  assert.ok('text' in response && response.text.endsWith(`\n${body}`));
});

test('a handler can wait', async () => {
  const response = await send('GET', '/sleep');
  assert.equal('text' in response && response.text, 'slept');
});

test('the network is off, and headers that may not be set are refused', async () => {
  const outgoing = await send('GET', '/outgoing');
  assert.equal('text' in outgoing && outgoing.text, 'ErrorCode::HttpRequestDenied');
  const forbidden = await send('GET', '/forbidden');
  assert.equal(
    'text' in forbidden && forbidden.text,
    'Err(HeaderError::InvalidSyntax) Err(HeaderError::Forbidden) Err(HeaderError::InvalidSyntax)',
  );
});

test('a handler that does not answer, or not to the end, is told apart from one that hangs', async () => {
  assert.match(await refusal('/no-response'), /^no-response: .*response-outparam/);
  assert.match(await refusal('/error'), /^http-error: .*`internal-error`: as asked/);
  assert.match(await refusal('/unfinished'), /^unfinished-body: .*status 200.*4 bytes/);
});

test('a handler that panics traps', async () => {
  const trapped = await send('GET', '/panic');
  assert.equal('kind' in trapped && trapped.kind, 'trapped');
});

test('a handler of WASI 0.3 streams its response', async () => {
  const response = await send('GET', '/drip', '', [], handler3);
  assert.equal('text' in response ? response.text : JSON.stringify(response), 'one\ntwo\nthree\n');
});

test('a handler of WASI 0.3 passes a body on', async () => {
  const body = 'x'.repeat(300_000);
  const response = await send('POST', '/echo', body, [], handler3);
  assert.equal('text' in response && response.text, body);
});

test('a handler of WASI 0.3 that answers with an error or traps', async () => {
  assert.match(await refusal('/error', handler3), /^http-error: .*`loop-detected`/);
  const trapped = await send('GET', '/trap', '', [], handler3);
  assert.equal('kind' in trapped && trapped.kind, 'trapped');
});
