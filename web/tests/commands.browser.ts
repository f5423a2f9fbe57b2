import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Bench, type Component, type Options } from './browser.ts';

let bench: Bench;
let cli: Component;
let cli3: Component;

before(async () => {
  bench = await Bench.start();
  cli = await bench.component('tests/components/cli.wasm');
  cli3 = await bench.component('tests/components/cli3.wasm');
});

after(() => bench.stop());

function run(args: string[], options?: Options, program = cli) {
  return program.run(
    {
      kind: 'command',
      args: ['cli', ...args],
      env: [['NAME', 'wörld'], ['EMPTY', '']],
      stdin: 'one\ntwo\n',
      files: [['data/given.txt', 'from outside']],
    },
    options,
  );
}

test('a program sees its arguments, environment and input', async () => {
  const { outcome, stdout, stderr } = await run(['show']);
  assert.deepEqual(outcome, { kind: 'exited', code: 0 });
  assert.equal(stdout, 'args ["cli", "show"]\nNAME=wörld\nEMPTY=\nstdin "one\\ntwo\\n"\n');
  assert.equal(stderr, 'to stderr\n');
});

test('input is read line by line', async () => {
  assert.equal((await run(['lines'])).stdout, '0 one\n1 two\n');
});

test('without JSPI a program reads, writes, sleeps and exits', async () => {
  const withoutJspi = true;
  const shown = await run(['show'], { withoutJspi });
  assert.deepEqual(shown.outcome, { kind: 'exited', code: 0 });
  assert.match(shown.stdout, /stdin "one\\ntwo\\n"/);
  const slept = await run(['sleep', '120'], { withoutJspi });
  assert.deepEqual(slept.outcome, { kind: 'exited', code: 0 });
  assert.ok(slept.milliseconds >= 120, `${slept.milliseconds}`);
  assert.deepEqual((await run(['exit', '1'], { withoutJspi })).outcome, { kind: 'exited', code: 1 });
});

test('without JSPI, what has to wait for input that is yet to be typed says so', async () => {
  const { outcome } = await run(['lines'], { withoutJspi: true, host: { interactive: true } });
  assert.ok(outcome.kind === 'refused' && outcome.code === 'no-jspi', JSON.stringify(outcome));
});

test('exit codes: asked for, and from an error', async () => {
  assert.deepEqual((await run(['exit', '0'])).outcome, { kind: 'exited', code: 0 });
  assert.deepEqual((await run(['exit', '1'])).outcome, { kind: 'exited', code: 1 });
  const failed = await run(['fail']);
  assert.deepEqual(failed.outcome, { kind: 'exited', code: 1 });
  assert.match(failed.stderr, /it failed/);
});

test('a panic traps', async () => {
  const { outcome, stderr } = await run(['panic']);
  assert.equal(outcome.kind, 'trapped');
  assert.match(stderr, /as asked/);
});

test('what was written before an endless loop is not lost', async () => {
  const { outcome, stdout, stderr } = await run(['spin'], { milliseconds: 1500 });
  assert.equal(outcome.kind, 'timed-out');
  assert.equal(stdout, 'before\n');
  assert.equal(stderr, 'before, to stderr\n');
});

test('ten megabytes of output arrive whole', async () => {
  const { outcome, bytes } = await run(['blocks', '2560'], { outputBytes: 1 << 24 });
  assert.deepEqual(outcome, { kind: 'exited', code: 0 });
  assert.equal(bytes, 2560 * 4096);
});

test('many lines arrive in order', async () => {
  const { stdout } = await run(['count', '3000']);
  assert.equal(stdout, Array.from({ length: 3000 }, (_, index) => `${index}\n`).join(''));
});

test('output over the limit is cut at the limit, and told', async () => {
  const { outcome, bytes, isCut } = await run(['blocks', '100'], { outputBytes: 10_000 });
  assert.deepEqual(outcome, { kind: 'exited', code: 0 });
  assert.equal(bytes, 10_000);
  assert.equal(isCut, true);
});

test('a program can sleep and tell the time', async () => {
  assert.equal((await run(['sleep', '50'])).stdout, 'asleep\nlate false\nafter 2020 true\n');
});

test('memory ends at one gibibyte, and a program can tell', async () => {
  assert.equal((await run(['hoard'])).stdout, '15 blocks\n');
});

test('a connection to where nobody listens is refused', async () => {
  assert.equal((await run(['connect'])).stdout, 'Err(ConnectionRefused)\n');
});

test('files: given, made, moved, changed, listed, removed', async () => {
  const { outcome, stdout } = await run(['files']);
  assert.deepEqual(outcome, { kind: 'exited', code: 0 });
  assert.equal(
    stdout,
    [
      'given "from outside"',
      'moved "hello world"',
      'changed "hello W"',
      'entry "deep" true',
      'absent Err(NotFound)',
      'taken Err(AlreadyExists)',
      'above Err(PermissionDenied)',
      'gone true',
      '',
    ].join('\n'),
  );
});

test('a component that is no handler says what it exports', async () => {
  const { outcome } = await cli.run({ kind: 'http', method: 'GET', path: '/', headers: [], body: '' });
  assert.ok(outcome.kind === 'refused' && outcome.code === 'no-entry' && /wasi:cli\/run/.test(outcome.message));
});

test('a program of WASI 0.3 streams its output, waits, and reads its input', async () => {
  const { outcome, stdout, bytes } = await run(['show'], {}, cli3);
  assert.deepEqual(outcome, { kind: 'exited', code: 0 });
  assert.match(stdout, /^args \["cli", "show"\]\nNAME=wörld\nEMPTY=\nby std\nstdin "one\\ntwo\\n"\n\.+$/);
  assert.ok(bytes > 200_000);
});

test('exit codes of WASI 0.3', async () => {
  assert.deepEqual((await run(['exit'], {}, cli3)).outcome, { kind: 'exited', code: 7 });
  assert.deepEqual((await run(['fail'], {}, cli3)).outcome, { kind: 'exited', code: 1 });
});
