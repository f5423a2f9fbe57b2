import assert from 'node:assert/strict';
import { test } from 'node:test';

import { offers } from './offers.ts';

test('each import is given or not, with a word on it', () => {
  const needs = [
    { name: 'wasi:cli/stdout@0.2.6', functions: ['get-stdout'] },
    { name: 'wasi:filesystem/preopens@0.2.6', functions: ['get-directories'] },
    { name: 'wasi:nn/graph@0.2.0', functions: ['load'] },
    { name: 'example:text/process@0.1.0', functions: ['clean'] },
    { name: 'wasi:random/random@0.2.0', functions: ['get-random-u64', 'get-dice'] },
    { name: 'example:text/types@0.1.0', functions: [] },
  ];
  assert.deepEqual(offers(needs), [
    { is_given: true, note: '' },
    { is_given: true, note: 'files in memory, made anew for each run unless they are kept' },
    { is_given: false, note: 'no tab can give it' },
    { is_given: false, note: 'no host has it: another component must' },
    { is_given: false, note: '`get-dice` of it is not there' },
    { is_given: true, note: '' },
  ]);
});

test('a version that this host knows of and has not says which it has', () => {
  const needs = [{ name: 'wasi:cli/run@0.3.0-rc-2025-09-16', functions: ['run'] }];
  const [offer] = offers(needs);
  assert.equal(offer?.is_given, false);
  assert.match(offer?.note ?? '', /release candidate/);
});
