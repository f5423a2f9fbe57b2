import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Function as ComponentFunction, Job, Mock, MockAnswer, Value } from '../model.ts';
import { Bench, type Component } from './browser.ts';

let bench: Bench;
/** Counts visits, and has the numbers kept by others: here, by mocks. */
let counter: Component;
let imports: ComponentFunction[];

before(async () => {
  bench = await Bench.start();
  counter = await bench.component('wit-samples/kv-store/visit-counter.wasm');
  const kv = ['kv-store', 'visit-counter'].map((name) => `example:${name}=wit-samples/kv-store/${name}.wasm`);
  imports = await bench.imports(await bench.link('wit-samples/kv-store/compose.wac', kv), 'counter');
});

after(() => bench.stop());

const text = (value: string): Value => ({ kind: 'string', value });
const list = (...value: Value[]): Value => ({ kind: 'list', value });
const some = (value: Value): Value => ({ kind: 'option', value });
const none: Value = { kind: 'option', value: null };
const ok = (value: Value): Value => ({ kind: 'ok', value });
const err = (value: Value): Value => ({ kind: 'err', value });
const gives = (value: Value, args: Value[] | null = null): MockAnswer => ({ args, outcome: { kind: 'returns', value } });

function mock(name: string, answers: MockAnswer[], more: Partial<Mock> = {}): Mock {
  const called = imports.find((each) => each.id === `example:kv/${name}`);
  if (called === undefined) throw new Error(`${name} is not imported`);
  return { function: called, order: 'fitting', answers, delay: 0, ...more };
}

/** What is answered unless a test says otherwise, by the name of the function. */
const ANSWERS: Readonly<Record<string, MockAnswer[]>> = {
  set: [gives(ok(none))],
  '[constructor]bucket': [],
  '[method]bucket.get': [gives(ok(none))],
  '[method]bucket.set': [gives(ok(none))],
  '[method]bucket.keys': [gives(list())],
};

/** Mocks of all that the counter imports of the key-value store, of which some are replaced. */
function mocks(...own: Mock[]): Mock[] {
  const open = imports.filter(({ id }) => id.startsWith('example:kv/') && !own.some((one) => one.function.id === id));
  const others = open.map(({ id, name }) => mock(id.replace('example:kv/', ''), ANSWERS[name] ?? []));
  return [...own, ...others];
}

function call(name: string, args: Value[], given: Mock[]) {
  const job: Job = { kind: 'function', function: counter.function(name), args };
  return counter.run(job, { mocks: given });
}

test('a fixed value, an error and what nobody provides', async () => {
  const motto = (given: Mock[]) => call('change-motto', [text('new')], given);
  const set = 'store@0.1.0#set';
  const fixed = await motto(mocks(mock(set, [gives(ok(some(text('old'))))])));
  assert.deepEqual(fixed.outcome, { kind: 'returned', value: ok(some(text('old'))), wave: null });
  const failed = await motto(mocks(mock(set, [gives(err(text('full')))])));
  assert.deepEqual(failed.outcome, { kind: 'returned', value: err(text('full')), wave: null });
  const partly = await motto([mock(set, [gives(ok(none))])]);
  assert.ok(partly.outcome.kind === 'missing-imports');
  assert.deepEqual(partly.outcome.imports, ['example:kv/buckets@0.1.0'], partly.outcome.imports.join());
});

test('a table answers by arguments, and a resource by its methods', async () => {
  const get = mock('buckets@0.1.0#[method]bucket.get', [
    gives(ok(some(text('2'))), [text('Ada')]),
    gives(ok(some(text('7'))), [text('Tim')]),
  ]);
  const keys = mock('buckets@0.1.0#[method]bucket.keys', [gives(list(text('Ada'), text('Tim')))]);
  const { outcome } = await call('count', [list()], mocks(get, keys));
  const pair = (name: string, count: string): Value => ({ kind: 'tuple', value: [text(name), { kind: 'integer', value: count }] });
  assert.deepEqual(outcome, { kind: 'returned', value: ok(list(pair('Ada', '2'), pair('Tim', '7'))), wave: null });
});

test('answers in turn, the last for ever, each after a while', async () => {
  const get = mock('buckets@0.1.0#[method]bucket.get', [gives(ok(none)), gives(ok(some(text('4'))))], {
    order: 'in-turn',
    delay: 30,
  });
  const keys = mock('buckets@0.1.0#[method]bucket.keys', [gives(list(text('Ada')))]);
  const { outcome, milliseconds } = await call('count', [list(text('Ada'))], mocks(get, keys));
  assert.ok(outcome.kind === 'returned' && JSON.stringify(outcome.value).includes('"4"'), JSON.stringify(outcome));
  assert.ok(milliseconds >= 60, `${milliseconds} ms`);
});

test('a trap, and arguments that no answer is for', async () => {
  const set = 'store@0.1.0#set';
  const traps: MockAnswer = { args: null, outcome: { kind: 'traps', message: 'the disk is gone' } };
  const trapped = await call('change-motto', [text('x')], mocks(mock(set, [traps])));
  assert.ok(trapped.outcome.kind === 'trapped' && /the disk is gone/.test(trapped.outcome.message));
  const unmatched = mock(set, [gives(ok(none), [text('motto'), text('other')])]);
  const refused = await call('change-motto', [text('x')], mocks(unmatched));
  assert.ok(refused.outcome.kind === 'refused' && refused.outcome.code === 'no-answer', JSON.stringify(refused.outcome));
});

test('a bare function that is waited for', async () => {
  const waits = await bench.component('tests/components/waits.wasm');
  const run = waits.function('run');
  const wait = { ...run, id: 'wait', name: 'wait' };
  const answers = [gives({ kind: 'integer', value: '42' })];
  const job: Job = { kind: 'function', function: run, args: [{ kind: 'integer', value: '7' }] };
  for (const delay of [0, 20]) {
    const { outcome } = await waits.run(job, { mocks: [{ function: wait, order: 'fitting', answers, delay }] });
    assert.deepEqual(outcome, { kind: 'returned', value: { kind: 'integer', value: '42' }, wave: null });
  }
});
