import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Output } from '../output.ts';
import { Host } from './host.ts';

function host(): Host {
  return new Host({ args: [], env: [], stdin: new Uint8Array(), files: [] }, new Output(() => {}, 0));
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

test('sockets are there to link with, all of them', () => {
  const needs = [{ name: 'wasi:sockets/tcp@0.2.6', functions: ['[method]tcp-socket.start-bind'] }];
  assert.deepEqual(host().missing(needs), []);
});
