import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Header, RunInput } from '../model.ts';
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

/** Each step of the answers to requests that one instance gets, after its request's number. */
async function serve(paths: readonly string[], to = handler): Promise<string[]> {
  const inputs = paths.map((path, index): RunInput => ({
    kind: 'request',
    number: index + 1,
    request: { method: 'POST', path, headers: [], body: '' },
    body: new TextEncoder().encode(`body ${index + 1}`),
  }));
  const replies = [{ after: '', inputs: [...inputs, { kind: 'requests-end' as const }] }];
  const { events } = await to.run({ kind: 'serve' }, { replies });
  return events.flatMap((event) => {
    if (event.kind !== 'served') return [];
    const { number, step } = event;
    switch (step.what) {
      case 'head':
        return [`${number} ${step.status}`];
      case 'body':
        return [`${number} ${new TextDecoder().decode(Uint8Array.from(step.bytes))}`];
      case 'end':
        return [`${number} end`];
      case 'failed':
        return [`${number} ${step.code}`];
    }
  });
}

test('an instance that is kept alive answers many requests, and outlives those it answers badly', async () => {
  const steps = await serve(['/sleep', '/unfinished', '/no-response', '/echo']);
  assert.deepEqual(steps.filter((step) => step.startsWith('1')), ['1 201', '1 slept', '1 end']);
  assert.deepEqual(steps.filter((step) => step.startsWith('2')).at(-1), '2 unfinished-body');
  assert.deepEqual(steps.filter((step) => step.startsWith('3')), ['3 no-response']);
  assert.match(steps.filter((step) => step.startsWith('4')).join('\n'), /^4 201\n4 [^]*body 4[^]*\n4 end$/);
});

test('a trap ends the instance, and with it every answer that is not whole', async () => {
  assert.deepEqual(await serve(['/sleep', '/panic']), ['1 trapped', '2 trapped']);
  assert.deepEqual(await serve(['/trap'], handler3), ['1 trapped']);
});

test('requests to a handler of WASI 0.3 go on side by side', async () => {
  const steps = await serve(['/drip', '/echo'], handler3);
  assert.ok(steps.indexOf('2 end') < steps.indexOf('1 end'), steps.join('\n'));
  assert.deepEqual(steps.filter((step) => step.startsWith('1')), ['1 200', '1 one\n', '1 two\n', '1 three\n', '1 end']);
});
