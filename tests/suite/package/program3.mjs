// tests/components/cli3.wasm
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

const run = (...args) => spawnSync(process.execPath, ['run.js', ...args], { input: 'typed', env: {}, encoding: 'utf8' });

const ran = run('one');
assert.equal(ran.stderr, '');
// What goes by 0.2 may overtake what goes by 0.3.
const lines = ran.stdout.replace(/\.{200000}$/, '').trim().split('\n').sort();
assert.deepEqual(lines, ['args ["cli3", "one"]', 'by std', 'stdin "typed"']);
assert.equal(ran.status, 0);
assert.equal(run('exit').status, 7);
assert.equal(run('fail').status, 1);
