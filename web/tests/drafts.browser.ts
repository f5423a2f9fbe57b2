/** The drafts that the host has: configuration, buckets, a log, and messages. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Bucket, HostOptions, RunEvent, Value } from '../model.ts';
import { Bench, type Component, type Options } from './browser.ts';

let bench: Bench;
let stores: Component;
let talk: Component;

before(async () => {
  bench = await Bench.start();
  stores = await bench.component('tests/components/stores.wasm');
  talk = await bench.component('tests/components/talk.wasm');
});

after(() => bench.stop());

async function call(name: string, args: Value[], host: HostOptions = {}, options: Options = {}, of = stores) {
  const ran = await of.run({ kind: 'function', function: of.function(name), args }, { host, ...options });
  assert.ok(ran.outcome.kind === 'returned', JSON.stringify(ran.outcome));
  return { value: ran.outcome.value, events: ran.events, isCut: ran.isCut };
}

function lines(value: Value | null): string[] {
  assert.ok(value?.kind === 'list');
  return value.value.map((line) => (line.kind === 'string' ? line.value : assert.fail('it is text')));
}

function buckets(events: readonly RunEvent[]): [string, string[]][] {
  const all = events.flatMap((event): Bucket[] => (event.kind === 'buckets' ? event.buckets : []));
  const text = (bytes: Uint8Array) => new TextDecoder().decode(Uint8Array.from(bytes));
  return all.map(({ name, entries }) => [name, entries.map(({ key, value }) => `${key}=${text(value)}`)]);
}

test('configuration is what the page gives', async () => {
  const { value } = await call('config', [{ kind: 'string', value: 'a' }], { config: [['a', 'ä'], ['b', 'c']] });
  const some: Value = { kind: 'option', value: { kind: 'string', value: 'ä' } };
  assert.deepEqual(value, { kind: 'tuple', value: [some, { kind: 'integer', value: '2' }] });
});

test('the first draft of buckets', async () => {
  const { value, events } = await call('draft', []);
  assert.deepEqual(lines(value), [
    'Ok(Some([118, 97, 108, 117, 101]))',
    'Ok(40)',
    'Ok(42)',
    'Err(Error::Other("the value of `text` is no number: it is not decimal text"))',
    'Ok([Some(("a", [49])), None, Some(("b", [50]))])',
    'Ok(false) Ok(true)',
    'Ok(["count", "text"])',
  ]);
  assert.deepEqual(buckets(events), [['shared', ['count=42', 'text=value']]]);
});

test('the second draft of buckets, over what was kept of a run before', async () => {
  const entries = [{ key: 'count', value: Uint8Array.of(55) }];
  const { value, events } = await call('draft2', [], { buckets: [{ name: 'shared', entries }] });
  assert.deepEqual(lines(value), [
    'Ok(Some([55]))',
    'Ok(-5)',
    'Ok(Some([98, 101, 116, 119, 101, 101, 110]))',
    'true',
    'Ok(Some([119, 111, 110]))',
  ]);
  assert.deepEqual(buckets(events), [['shared', ['count=7', 'down=won']]]);
});

test('what is left in buckets stays for the next run of the same name', async () => {
  const count = async (keep: string) => buckets((await call('draft', [], { keep })).events);
  assert.deepEqual(await count('kept'), [['shared', ['count=42', 'text=value']]]);
  assert.deepEqual(await count('kept'), [['shared', ['count=84', 'text=value']]]);
  assert.deepEqual(await count('other'), [['shared', ['count=42', 'text=value']]]);
});

test('many keys are listed page by page', async () => {
  const { value } = await call('pages', [{ kind: 'integer', value: '2500' }]);
  const numbers = ['2500', '3'].map((number): Value => ({ kind: 'integer', value: number }));
  assert.deepEqual(value, { kind: 'tuple', value: numbers });
});

test('lines are logged, up to the limit on output', async () => {
  const { events } = await call('log', [{ kind: 'integer', value: '2' }]);
  const line = { kind: 'log', level: 'warn', context: 'tests', message: 'a line' };
  assert.deepEqual(events, [line, line]);
  const many = await call('log', [{ kind: 'integer', value: '1000' }], {}, { outputBytes: 10_000 });
  assert.ok(many.isCut && many.events.length < 200);
});

test('messages reach the component itself and the page, and answers their question', async () => {
  const { value, events } = await call('talk', [], {}, {}, talk);
  const said = 'Ok("re: why") Err(Error::Timeout) Err(Error::Connection("the client is disconnected"))';
  assert.deepEqual(value, { kind: 'string', value: said });
  const messages = events.flatMap((event) => (event.kind === 'message' ? [event] : []));
  const sent = messages.map(({ topic, content_type, metadata }) => `${topic} ${content_type} ${metadata.join()}`);
  assert.deepEqual(sent, ['news text/plain key,value', 'question null ', 'nobody null ']);
});
