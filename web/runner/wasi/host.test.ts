import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Output } from '../output.ts';
import { Refusal } from '../refusal.ts';
import functions from './every-function.json' with { type: 'json' };
import { Host } from './host.ts';

function host(): Host {
  return new Host({ args: [], env: [], stdin: new Uint8Array(), files: [] }, {}, new Output(() => {}, 0), () => {});
}

test('every 0.2.x of an interface is the same, and other tracks are not', () => {
  const needs = ['0.2.0', '0.2.12', '0.3.0', '0.9.0', '2.0.0'].map((version) => ({
    name: `wasi:clocks/monotonic-clock@${version}`,
    functions: ['subscribe-duration'],
  }));
  assert.deepEqual(host().missing(needs), [
    'wasi:clocks/monotonic-clock@0.3.0#subscribe-duration',
    'wasi:clocks/monotonic-clock@0.9.0',
    'wasi:clocks/monotonic-clock@2.0.0',
  ]);
});

test('one missing function of a known interface is named', () => {
  const needs = [{ name: 'wasi:io/poll@0.2.9', functions: ['poll', '[method]pollable.nap', '[static]fields.x'] }];
  assert.deepEqual(host().missing(needs), [
    'wasi:io/poll@0.2.9#[method]pollable.nap',
    'wasi:io/poll@0.2.9#[static]fields.x',
  ]);
});

test('an interface of types only needs nobody to provide it', () => {
  assert.deepEqual(host().missing([{ name: 'example:app/types@1.0.0', functions: [] }]), []);
});

test('no name reaches what every object inherits', () => {
  const needs = [
    { name: 'constructor', functions: ['constructor'] },
    { name: 'wasi:random/random@0.2.0', functions: ['constructor', 'to-string'] },
  ];
  assert.deepEqual(host().missing(needs), [
    'constructor',
    'wasi:random/random@0.2.0#constructor',
    'wasi:random/random@0.2.0#to-string',
  ]);
});

/** Every function that WASI's own WIT has, by interface. */
const EVERY: Record<string, string[]> = functions;

test('every function of every interface is there', () => {
  const needs = Object.entries(EVERY).map(([name, functions]) => ({ name, functions }));
  assert.ok(needs.length >= 60);
  assert.deepEqual(host().missing(needs), []);
});

test('release candidates and drafts with other functions are refused in words', () => {
  const check = (name: string) => () => host().checkVersions([{ name, functions: ['f'] }]);
  const isRefusal = (fault: unknown) => fault instanceof Refusal && fault.code === 'unsupported-version';
  assert.throws(check('wasi:cli/stdout@0.2.0-rc-2023-11-10'), isRefusal);
  assert.throws(check('wasi:filesystem/types@0.3.0-rc-2026-01-06'), isRefusal);
  assert.throws(check('wasi:http/handler@0.3.0-rc-2025-09-16'), isRefusal);
  assert.throws(check('wasi:keyvalue/eventual@0.1.0'), isRefusal);
  for (const name of [
    'wasi:http/types@0.3.0-rc-2026-03-15',
    'wasi:cli/stdout@0.3.0-rc-2026-01-06',
    'wasi:config/store@0.2.0-rc.1',
    'example:own/thing@0.2.0-rc-1',
  ]) {
    assert.doesNotThrow(check(name), name);
  }
});
