import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Job, Value } from '../model.ts';
import { Bench, type Component, type Options } from './browser.ts';

let bench: Bench;
let types: Component;

before(async () => {
  bench = await Bench.start();
  types = await bench.component('tests/components/types.wasm');
});

after(() => bench.stop());

function call(name: string, args: Value[], options?: Options) {
  return types.run({ kind: 'function', function: types.function(name), args }, options);
}

const int = (value: string | number): Value => ({ kind: 'integer', value: String(value) });
const float = (value: string): Value => ({ kind: 'float', value });
const str = (value: string): Value => ({ kind: 'string', value });
const char = (value: string): Value => ({ kind: 'char', value });
const bool = (value: boolean): Value => ({ kind: 'bool', value });
const list = (...value: Value[]): Value => ({ kind: 'list', value });
const tuple = (...value: Value[]): Value => ({ kind: 'tuple', value });
const none: Value = { kind: 'option', value: null };
const some = (value: Value): Value => ({ kind: 'option', value });
const ok = (value: Value | null): Value => ({ kind: 'ok', value });
const err = (value: Value | null): Value => ({ kind: 'err', value });
const variant = (name: string, payload: Value | null = null): Value => ({ kind: 'variant', value: [name, payload] });
const record = (opt: Value, nested: Value, res: Value): Value => ({
  kind: 'record',
  value: [['http-name', str('n')], ['class', int(7)], ['opt', opt], ['nested', nested], ['res', res]],
});

const ECHOED: readonly (readonly [string, ...Value[]])[] = [
  ['echo-bool', bool(true), bool(false)],
  ['echo-s8', int(-128), int(127)],
  ['echo-u8', int(0), int(255)],
  ['echo-s16', int(-32768), int(32767)],
  ['echo-u16', int(65535)],
  ['echo-s32', int(-2147483648)],
  ['echo-u32', int(4294967295)],
  ['echo-s64', int('-9223372036854775808')],
  ['echo-u64', int('18446744073709551615')],
  ['echo-f32', float('0.1'), float('nan'), float('-inf')],
  ['echo-f64', float('0.1'), float('-0'), float('1e+300')],
  ['echo-char', char('é'), char('😀')],
  ['echo-string', str(''), str('häl\u0000lo 😀\n')],
  ['echo-bytes', list(), list(int(0), int(255))],
  ['echo-s8s', list(int(-1))],
  ['echo-u64s', list(int('18446744073709551615'))],
  ['echo-f32s', list(float('0.5'), float('nan'))],
  ['echo-strings', list(str('a'), str(''))],
  ['echo-bools', list(bool(true), bool(false))],
  ['echo-lists', list(list(int(1), int(2)), list())],
  ['echo-record', record(some(int(0)), some(some(int(3))), ok(int(1))), record(none, some(none), err(str('')))],
  ['echo-tuple', tuple(int(1), str('x'), tuple(bool(true)))],
  ['echo-variant', variant('low'), variant('HTTP-error', str('e')), variant('pair', tuple(int(1), int(-1)))],
  ['echo-enum', { kind: 'enum', value: 'dark-blue' }],
  ['echo-flags', { kind: 'flags', value: [] }, { kind: 'flags', value: ['read', 'write-all'] }],
  ['echo-many-flags', { kind: 'flags', value: ['f0', 'f31'] }],
  ['echo-option', none, some(str(''))],
  ['echo-options', list(none, some(int(5)))],
  ['echo-option-option', none, some(none), some(some(int(1)))],
  ['echo-option-option-option', none, some(none), some(some(none)), some(some(some(bool(false))))],
  ['echo-option-result', none, some(ok(int(2))), some(err(null))],
  ['echo-result', ok(none), ok(some(str('x'))), err(none), err(some(int(1)))],
  ['echo-result-result', ok(ok(int(1))), ok(err(str('in'))), err(str('out'))],
  ['echo-bare-result', ok(null), err(null)],
  ['echo-err', ok(null), err(variant('HTTP-error', str('q')))],
  ['HTTP-request', int(9)],
];

for (const [name, ...values] of ECHOED) {
  test(`${name} gives back what it takes`, async () => {
    for (const value of values) {
      const { outcome } = await call(name, [value]);
      assert.deepEqual(outcome, { kind: 'returned', value, wave: null });
    }
  });
}

test('a function without a result returns none', async () => {
  const { outcome, stages } = await call('nothing', []);
  assert.deepEqual(outcome, { kind: 'returned', value: null, wave: null });
  assert.deepEqual(stages, ['compile', 'instantiate', 'call']);
});

test('a function of the world itself, with both of its results', async () => {
  assert.deepEqual((await call('non-empty', [str('x')])).outcome, { kind: 'returned', value: ok(str('x')), wave: null });
  assert.deepEqual((await call('non-empty', [str('')])).outcome, { kind: 'returned', value: err(int(7)), wave: null });
});

test('a constructor and a static function return a handle', async () => {
  const handle = { kind: 'returned', value: { kind: 'handle', value: 1 }, wave: null };
  assert.deepEqual((await call('[constructor]bucket', [int(1)])).outcome, handle);
  assert.deepEqual((await call('[static]bucket.make', [int(1)])).outcome, handle);
});

test('a method is refused alone, because there is no resource to call it on', async () => {
  const { outcome, stages } = await call('[method]bucket.size', [{ kind: 'handle', value: 1 }]);
  assert.ok(outcome.kind === 'refused' && outcome.code === 'needs-handle');
  assert.deepEqual(stages, []);
});

test('an argument out of range is refused before anything runs', async () => {
  const { outcome, stages } = await call('echo-u8', [int(300)]);
  assert.ok(outcome.kind === 'refused' && outcome.code === 'bad-value' && /300 does not fit/.test(outcome.message));
  assert.deepEqual(stages, []);
});

const TRAPS: readonly (readonly [string, Value[], RegExp, RegExp])[] = [
  ['panic', [], /unreachable/, /std::process::abort at 0x/],
  ['divide', [int(1), int(0)], /divide by zero/, /trouble@0.1.0#divide at 0x/],
  ['peek', [int(4294967295)], /out of bounds/, /peek at 0x/],
  ['recurse', [int(100_000_000)], /call stack exhausted/, /types::descend at 0x[0-9a-f]+ in component.core.wasm \(\d+ times\)/],
];

for (const [name, args, message, where] of TRAPS) {
  test(`${name} traps, and says why and where`, async () => {
    const { outcome } = await call(name, args);
    assert.ok(outcome.kind === 'trapped', outcome.kind);
    assert.match(outcome.message, message);
    assert.match(outcome.backtrace.join('\n'), where);
  });
}

test('a panic leaves its message on standard error', async () => {
  assert.match((await call('panic', [])).stderr, /as asked/);
});

test('a run that never ends is ended by the page, and the next one works', async () => {
  const { outcome } = await call('spin', [], { milliseconds: 300 });
  assert.deepEqual(outcome, { kind: 'timed-out', milliseconds: 300 });
  assert.equal((await call('nothing', [])).outcome.kind, 'returned');
});

test('imports that nobody provides are named, and nothing runs', async () => {
  const imports = [
    { name: 'example:app/missing@1.0.0', functions: ['work'] },
    { name: 'wasi:io/poll@0.2.9', functions: ['poll', 'later'] },
    { name: 'log', functions: ['log'] },
  ];
  const { outcome, stages } = await call('nothing', [], { transpiled: { imports } });
  const missing = ['example:app/missing@1.0.0', 'wasi:io/poll@0.2.9#later', 'log'];
  assert.deepEqual(outcome, { kind: 'missing-imports', imports: missing });
  assert.deepEqual(stages, []);
});

test('without JSPI, what has to wait for WASI 0.3 says so before it starts', async () => {
  const program = await bench.component('tests/components/cli3.wasm');
  const { outcome, stages } = await program.run(
    { kind: 'command', args: [], env: [], stdin: '', files: [] },
    { withoutJspi: true },
  );
  assert.ok(outcome.kind === 'refused' && outcome.code === 'no-jspi');
  assert.deepEqual(stages, []);
});

test('without JSPI, what could wait and does not have to runs', async () => {
  const { outcome } = await call('nothing', [], { withoutJspi: true });
  assert.deepEqual(outcome, { kind: 'returned', value: null, wave: null });
});

test('without JSPI, what does not need it runs', async () => {
  const greeter = await bench.component('wit-samples/greeter/greeter.wasm');
  const person: Value = { kind: 'record', value: [['name', str('Ada')], ['age', int(36)]] };
  const job: Job = { kind: 'function', function: greeter.function('hello'), args: [person] };
  const { outcome } = await greeter.run(job, { withoutJspi: true });
  assert.ok(outcome.kind === 'returned' && outcome.value?.kind === 'string');
  assert.match(outcome.value.value, /Ada/);
});
