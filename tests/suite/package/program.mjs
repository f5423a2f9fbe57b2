// wit-samples/cli-hello/cli-hello.wasm
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

const run = (args, input) => spawnSync(process.execPath, ['run.js', ...args], { input, env: { LANG: 'en' }, encoding: 'utf8' });

const ran = run(['one', 'two words'], 'first\nsecond\n');
assert.equal(ran.stderr, '');
assert.equal(
  ran.stdout,
  'Hello from cli-hello!\nargument 1: one\nargument 2: two words\nenvironment: LANG=en\n' +
    'input: first\ninput: second\nlines of input: 2\n',
);
assert.equal(ran.status, 0);
assert.equal(run(['--fail'], '').status, 1);
