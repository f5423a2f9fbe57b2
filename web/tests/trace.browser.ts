import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import type { Call, Crossed, Crossing, Job, Sample, Value } from '../model.ts';
import { Bench, type Component, type Ran } from './browser.ts';

const SAMPLES = `${import.meta.dirname}/../../../wit-samples`;

let bench: Bench;

before(async () => {
  bench = await Bench.start();
});

after(() => bench.stop());

/** A composition of a sample, whole and in parts. */
interface Composed {
  readonly whole: Component;
  readonly path: string;
  readonly linked: string;
  readonly calls: readonly Call[];
}

async function composed(name: string): Promise<Composed | undefined> {
  const text = await readFile(`${SAMPLES}/${name}/sample.json`, 'utf8').catch(() => null);
  if (text === null) return undefined;
  const sample: Sample = JSON.parse(text);
  const calls = sample.calls.filter(({ target }) => target.kind === 'composition').map(({ call }) => call);
  if (!sample.files.includes('compose.wac') || calls.length === 0) return undefined;
  const wac = `wit-samples/${name}/compose.wac`;
  const components = sample.components.map(({ name: own, file }) => `${own}=wit-samples/${name}/${file}`);
  const whole = await bench.composed(wac, components);
  const linked = await bench.link(wac, components);
  return { whole, path: `web/build/components/${name}-composed.wasm`, linked, calls };
}

function jobOf({ whole, path }: Composed, call: Call): Job {
  if (call.kind !== 'function') return call;
  const { function: id, args } = call;
  return { kind: 'function', function: whole.called(id), args: bench.arguments(path, id, args) };
}

function crossings(ran: Ran): Crossing[] {
  return ran.events.flatMap((event) => (event.kind === 'trace' && event.what === 'began' ? [event] : []));
}

function crossed(ran: Ran): Crossed[] {
  return ran.events.flatMap((event) => (event.kind === 'trace' && event.what === 'ended' ? [event] : []));
}

/** Crossings between instances, indented by what they happened in. */
function told(ran: Ran): string[] {
  const all = crossings(ran);
  const depth = ({ parent }: Crossing): number => {
    const outer = all.find(({ number }) => number === parent);
    return outer === undefined ? 0 : depth(outer) + 1;
  };
  const between = all.filter(({ to }) => to !== 'host');
  return between.map((each) => `${'  '.repeat(depth(each))}${each.from} -> ${each.to} ${each.function.split('#').at(-1)}`);
}

test('every sample gives the same whole and in parts, and all that crosses a wire ends', async () => {
  const seen: string[] = [];
  for (const name of await readdir(SAMPLES)) {
    const parts = await composed(name);
    if (parts === undefined) continue;
    for (const call of parts.calls) {
      const job = jobOf(parts, call);
      const whole = await parts.whole.run(job);
      const traced: Ran = await parts.whole.run(job, { linked: parts.linked });
      const { outcome, stdout, stderr } = traced;
      assert.deepEqual({ outcome, stdout, stderr }, { outcome: whole.outcome, stdout: whole.stdout, stderr: whole.stderr }, name);
      assert.notEqual(crossings(traced).length, 0, name);
      assert.equal(crossed(traced).length, crossings(traced).length, name);
      seen.push(name);
    }
  }
  assert.ok(new Set(seen).size >= 5, seen.join(', '));
});

test('a stream passes through two instances, whole and in parts', async () => {
  const wac = 'tests/components/relay/compose.wac';
  const components = ['flows', 'relay'].map((name) => `test:${name}=tests/components/${name}.wasm`);
  const whole = await bench.composed(wac, components);
  const linked = await bench.link(wac, components);
  const numbers = Array.from({ length: 500 }, (_, at): Value => ({ kind: 'integer', value: String(at) }));
  const called = whole.called('test:flows/relay@0.1.0#sum');
  const job: Job = { kind: 'function', function: called, args: [{ kind: 'list', value: numbers }] };
  for (const options of [{}, { linked }]) {
    const { outcome } = await whole.run(job, options);
    const sum: Value = { kind: 'integer', value: String((500 * 499) / 2) };
    assert.deepEqual(outcome, { kind: 'returned', value: sum, wave: null });
  }
});

test('a stream comes to whoever waits for it in its call, whole and in parts', async () => {
  const wac = 'tests/components/sync/compose.wac';
  const components = ['flows', 'sync'].map((name) => `test:${name}=tests/components/${name}.wasm`);
  const whole = await bench.composed(wac, components);
  const linked = await bench.link(wac, components);
  const to: Value = { kind: 'integer', value: '100' };
  const job: Job = { kind: 'function', function: whole.called('test:sync/sync#total'), args: [to] };
  for (const options of [{}, { linked }]) {
    const { outcome } = await whole.run(job, options);
    const total: Value = { kind: 'integer', value: '5050' };
    assert.deepEqual(outcome, { kind: 'returned', value: total, wave: null });
  }
});

test('a trace tells who called whom with what, what came of it, and each drop', async () => {
  const parts = await composed('kv-store');
  assert.ok(parts !== undefined);
  const call: Call = { kind: 'function', function: 'example:kv/visits@0.1.0#count', args: '["Ada"]' };
  const ran = await parts.whole.run(jobOf(parts, call), { linked: parts.linked });
  assert.deepEqual(told(ran), [
    'you -> counter count',
    '  counter -> kv [constructor]bucket',
    '  counter -> kv [method]bucket.get',
    '  counter -> kv [method]bucket.set',
    '  counter -> kv [method]bucket.keys',
    '  counter -> kv [method]bucket.get',
    '  counter -> kv [resource-drop]bucket',
  ]);
  const set = crossings(ran).find((each) => each.function.endsWith('.set'));
  const text = (value: string): Value => ({ kind: 'string', value });
  assert.deepEqual(set?.args, [{ kind: 'handle', value: 1 }, text('Ada'), text('1')]);
  const outcome = crossed(ran).find(({ number }) => number === set?.number)?.outcome;
  assert.deepEqual(outcome, { kind: 'returned', value: { kind: 'ok', value: { kind: 'option', value: null } } });
});
