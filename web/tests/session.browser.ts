import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Outcome, SessionInput, Value } from '../model.ts';
import { Bench, type Component, type Options, type Ran, type Step } from './browser.ts';

let bench: Bench;
let types: Component;
let flows: Component;
let kv: Component;

before(async () => {
  bench = await Bench.start();
  types = await bench.component('tests/components/types.wasm');
  flows = await bench.component('tests/components/flows.wasm');
  kv = await bench.component('wit-samples/kv-store/kv-store.wasm');
});

after(() => bench.stop());

const int = (value: number): Value => ({ kind: 'integer', value: String(value) });
const str = (value: string): Value => ({ kind: 'string', value });
const list = (...value: Value[]): Value => ({ kind: 'list', value });
const handle = (value: number): Value => ({ kind: 'handle', value });
const returned = (value: Value | null): Outcome => ({ kind: 'returned', value, wave: null });
const stream = { kind: 'stream', element: { kind: 'u32' } } as const;
const END: SessionInput = { verb: 'end' };

function session(component: Component, steps: readonly Step[], options: Options = {}): Promise<Ran> {
  return component.run({ kind: 'session' }, { ...options, steps });
}

function call(component: Component, number: number, name: string, ...args: Value[]): SessionInput {
  return { verb: 'call', number, function: component.function(name), args };
}

/** Each call after the one before. */
function inTurn(component: Component, ...calls: readonly (readonly [string, ...Value[]])[]): Step[] {
  const steps = calls.map(([name, ...args], index) => ({
    after: index === 0 ? 'ready' : `called ${index}`,
    input: call(component, index + 1, name, ...args),
  }));
  return [...steps, { after: `called ${calls.length}`, input: END }];
}

function outcomes(ran: Ran): Outcome[] {
  return ran.events.flatMap((event) => (event.kind === 'session' && event.what === 'called' ? [event.outcome] : []));
}

/** What happened to handles, in order. */
function handles(ran: Ran): string[] {
  return ran.events.flatMap((event) => {
    if (event.kind !== 'session') return [];
    if (event.what === 'made') return [`made ${event.number} by ${event.call}`];
    if (event.what === 'refused') return [`refused ${event.handle}: ${event.message}`];
    return event.what === 'gone' ? [`${event.end.kind} ${event.handle}`] : [];
  });
}

/** All elements that came out of a stream. */
function came(ran: Ran, number: number): unknown[] {
  return ran.events.flatMap((event) =>
    event.kind === 'session' && event.what === 'came' && event.handle === number
      ? event.values.map((value) => value.value)
      : [],
  );
}

test('a resource lives between calls, and what it keeps with it', async () => {
  const some = (value: string): Value => ({ kind: 'ok', value: { kind: 'option', value: str(value) } });
  const ran = await session(kv, [
    ...inTurn(
      kv,
      ['[constructor]bucket', str('visits')],
      ['[method]bucket.set', handle(1), str('Ada'), str('2')],
      ['[method]bucket.get', handle(1), str('Ada')],
      ['[method]bucket.keys', handle(1)],
    ),
  ]);
  assert.deepEqual(outcomes(ran), [
    returned(handle(1)),
    returned({ kind: 'ok', value: { kind: 'option', value: null } }),
    returned(some('2')),
    returned(list(str('Ada'))),
  ]);
  assert.deepEqual(handles(ran), ['made 1 by 1', 'left 1']);
  assert.deepEqual(ran.outcome, { kind: 'stopped' });
});

test('what a call owns is gone from the shelf, what it borrows is not', async () => {
  const ran = await session(
    types,
    inTurn(
      types,
      ['[constructor]bucket', int(1)],
      ['[static]bucket.make', int(2)],
      ['[static]bucket.merge', handle(1), handle(2)],
      ['[method]bucket.size', handle(4)],
      ['[method]bucket.size', handle(2)],
      ['[static]bucket.merge', handle(1), handle(1)],
    ),
  );
  const [, , merged, size, gone, twice] = outcomes(ran);
  assert.deepEqual([merged, size], [returned(list(handle(3), handle(4))), returned(int(2))]);
  assert.ok(gone?.kind === 'refused' && /`#2` is gone/.test(gone.message));
  assert.ok(twice?.kind === 'refused' && /`#1` is given away in the same call/.test(twice.message));
  const moves = ['made 1 by 1', 'made 2 by 2', 'moved 2', 'made 3 by 3', 'made 4 by 3', 'left 4', 'left 3', 'left 1'];
  assert.deepEqual(handles(ran), moves);
});

test('a dropped handle is gone, and dropping it again is refused', async () => {
  const ran = await session(types, [
    { after: 'ready', input: call(types, 1, '[constructor]bucket', int(1)) },
    { after: 'called 1', input: { verb: 'drop', handle: 1 } },
    { after: 'gone 1', input: { verb: 'drop', handle: 1 } },
    { after: 'refused 1', input: END },
  ]);
  assert.deepEqual(handles(ran), ['made 1 by 1', 'dropped 1', 'refused 1: `#1` is gone: it was dropped or given away']);
});

test('a call into a fresh instance says that it did not read all of a long stream', async () => {
  const bytes = list(...Array.from({ length: 100_001 }, () => int(7)));
  const { outcome, events } = await flows.run({ kind: 'function', function: flows.function('pass'), args: [bytes] });
  assert.ok(outcome.kind === 'returned' && outcome.value?.kind === 'list', JSON.stringify(outcome).slice(0, 200));
  assert.equal(outcome.value.value.length, 100_000);
  const logged = events.flatMap((event) => (event.kind === 'log' ? [event.message] : []));
  assert.deepEqual(logged, ['only 100000 elements of a stream were read; keep the instance alive to watch the others come']);
});

test('a trap ends the session; a refusal does not', async () => {
  const ran = await session(types, inTurn(types, ['echo-u8', int(300)], ['echo-u8', int(3)], ['panic']));
  const [bad, good, trapped] = outcomes(ran);
  assert.ok(bad?.kind === 'refused' && good?.kind === 'returned' && trapped?.kind === 'trapped');
  assert.deepEqual(ran.outcome, trapped);
});

test('a stack overflow ends the session', async () => {
  const { outcome } = await session(types, inTurn(types, ['recurse', int(100_000_000)]));
  assert.ok(outcome.kind === 'trapped' && /call stack exhausted/.test(outcome.message));
});

test('a stream is fed while the call goes on', async () => {
  const ran = await session(flows, [
    { after: 'ready', input: { verb: 'open', type: stream } },
    { after: 'made 1', input: call(flows, 1, 'sum', handle(1)) },
    { after: 'made 1', input: { verb: 'feed', handle: 1, values: [int(1), int(2)] } },
    { after: 'made 1', input: { verb: 'feed', handle: 1, values: [int(39)] } },
    { after: 'made 1', input: { verb: 'close', handle: 1 } },
    { after: 'called 1', input: END },
  ]);
  assert.deepEqual(outcomes(ran), [returned(int(42))]);
  assert.deepEqual(handles(ran), ['made 1 by null', 'moved 1']);
});

test('a stream that a call gives is watched as it comes, a piece at a time', async () => {
  const words = { kind: 'stream', element: { kind: 'string' } } as const;
  const ran = await session(flows, [
    { after: 'ready', input: { verb: 'open', type: words } },
    { after: 'made 1', input: call(flows, 1, 'shout', handle(1)) },
    { after: 'called 1', input: { verb: 'watch', handle: 2, most: 10 } },
    { after: 'called 1', input: { verb: 'feed', handle: 1, values: [str('one')] } },
    { after: 'came 2', input: { verb: 'feed', handle: 1, values: [str('two')] } },
    { after: 'came 2', input: { verb: 'close', handle: 1 } },
    { after: 'gone 2', input: END },
  ]);
  assert.deepEqual(came(ran, 2), ['ONE', 'TWO']);
});

test('a stream goes from one call into another, and what it gives is watched up to a limit', async () => {
  const ran = await session(flows, [
    { after: 'ready', input: call(flows, 1, 'count', int(4)) },
    { after: 'called 1', input: call(flows, 2, 'sum', handle(1)) },
    { after: 'called 2', input: call(flows, 3, 'count', int(1000)) },
    { after: 'called 3', input: { verb: 'watch', handle: 2, most: 3 } },
    { after: 'came 2', input: { verb: 'drop', handle: 2 } },
    { after: 'gone 2', input: END },
  ]);
  assert.deepEqual(outcomes(ran)[1], returned(int(10)));
  assert.equal(came(ran, 2)[0], '1');
});

test('calls wait side by side and end in the order in which they get their values', async () => {
  const word = { kind: 'future', value: { kind: 'string' } } as const;
  const ran = await session(flows, [
    { after: 'ready', input: { verb: 'open', type: word } },
    { after: 'made 1', input: { verb: 'open', type: word } },
    { after: 'made 2', input: call(flows, 1, 'hear', handle(1)) },
    { after: 'made 2', input: call(flows, 2, 'hear', handle(2)) },
    { after: 'made 2', input: { verb: 'feed', handle: 2, values: [str('second')] } },
    { after: 'called 2', input: { verb: 'feed', handle: 1, values: [str('first')] } },
    { after: 'called 1', input: END },
  ]);
  assert.deepEqual(outcomes(ran), [returned(str('second')), returned(str('first'))]);
});

test('an async method keeps its state, and takes a stream that is a list', async () => {
  const ran = await session(
    flows,
    inTurn(
      flows,
      ['[constructor]tally'],
      ['[method]tally.add', handle(1), list(int(1), int(2))],
      ['[method]tally.add', handle(1), list(int(3))],
      ['sum', handle(1)],
      ['say', str('hello')],
      ['hear', handle(2)],
      ['claim', str('')],
    ),
  );
  const [, three, six, wrong, , heard, none] = outcomes(ran);
  assert.deepEqual([three, six, heard], [returned(int(3)), returned(int(6)), returned(str('hello'))]);
  assert.ok(wrong?.kind === 'refused' && /must be a stream and `#1` is a `tally`/.test(wrong.message));
  assert.deepEqual(none, returned({ kind: 'err', value: str('no word') }));
});

test('alone, a call gives its streams and futures whole', async () => {
  const alone = async (name: string, ...args: Value[]) =>
    (await flows.run({ kind: 'function', function: flows.function(name), args })).outcome;
  assert.deepEqual(await alone('count', int(3)), returned(list(int(1), int(2), int(3))));
  assert.deepEqual(await alone('say', str('late')), returned(str('late')));
  assert.deepEqual(await alone('pass', list(int(0), int(255))), returned(list(int(0), int(255))));
  assert.deepEqual(await alone('shout', list(str('a'), str('b'))), returned(list(str('A'), str('B'))));
});
