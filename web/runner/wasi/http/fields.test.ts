import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Failure } from '../failure.ts';
import { WrittenBody } from './body.ts';
import { Fields } from './fields.ts';
import { method, methodName, RequestLine } from './message.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function fails(tag: string, work: () => unknown): void {
  assert.throws(work, (fault: unknown) => {
    return fault instanceof Failure && JSON.stringify(fault.payload) === JSON.stringify({ tag });
  });
}

test('repeated names keep their order and their case, and are found in any', () => {
  const fields = Fields.fromList([['Set-Cookie', bytes('a')], ['x', bytes('b')], ['set-cookie', bytes('c')]]);
  assert.deepEqual(fields.get('SET-COOKIE'), [bytes('a'), bytes('c')]);
  assert.deepEqual(fields.entries().map(([name]) => name), ['Set-Cookie', 'x', 'set-cookie']);
});

test('set replaces every value of a name', () => {
  const fields = Fields.fromList([['a', bytes('1')], ['A', bytes('2')]]);
  fields.set('a', [bytes('3')]);
  assert.deepEqual(fields.get('a'), [bytes('3')]);
  fields.delete('A');
  assert.equal(fields.has('a'), false);
});

test('names, values and forbidden headers are refused', () => {
  const fields = new Fields();
  fails('invalid-syntax', () => fields.append('bad name', bytes('x')));
  fails('invalid-syntax', () => fields.append('a', bytes('x\r\ny')));
  fails('forbidden', () => fields.append('Host', bytes('x')));
  fails('forbidden', () => Fields.fromList([['transfer-encoding', bytes('x')]]));
});

test('headers have a size that they do not go over', () => {
  const fields = new Fields();
  const large = new Uint8Array(600_000).fill(0x61);
  fields.append('a', large);
  fails('size-exceeded', () => fields.append('b', large));
  fields.delete('a');
  fields.append('b', large);
});

test('what was received cannot be changed, but its copy can', () => {
  const received = Fields.received([['host', bytes('x')]]);
  fails('immutable', () => received.append('a', bytes('b')));
  received.clone().append('a', bytes('b'));
  assert.equal(received.has('a'), false);
});

test('a body is held to the length that its headers promise', async () => {
  const exact = new WrittenBody('response', 3);
  exact.put(bytes('abc'));
  exact.finish(undefined);
  assert.equal((await exact.ended).kind, 'finished');
  const short = new WrittenBody('request', 3);
  short.put(bytes('a'));
  assert.throws(() => short.finish(undefined), isCode('HTTP-request-body-size', 1n));
  assert.deepEqual(await short.ended, { kind: 'wrong-length', expected: 3 });
  const long = new WrittenBody('response', 3);
  assert.throws(() => long.put(bytes('abcd')), isCode('HTTP-response-body-size', 4n));
});

test('what a request can be set to', () => {
  const line = new RequestLine();
  const isRefused = (fault: unknown) => fault instanceof Failure && fault.payload === undefined;
  for (const authority of ['localhost', 'user@host:80', '[::1]:80', 'host:']) line.setAuthority(authority);
  for (const authority of ['', 'a b', 'a/b', 'a?b', 'host:port']) {
    assert.throws(() => line.setAuthority(authority), isRefused, authority);
  }
  for (const path of ['/', '', '*', '/a%20b?c=d', '?q']) line.setPath(path);
  for (const path of ['a', '/a b', '/a#b', '/\n', '/ä']) assert.throws(() => line.setPath(path), isRefused, path);
  assert.throws(() => line.setMethod({ tag: 'other', val: '' }), isRefused);
  assert.equal(methodName(method('PROPFIND')), 'PROPFIND');
  assert.equal(methodName(method('GET')), 'GET');
});

function isCode(tag: string, val: bigint) {
  return (fault: unknown) => {
    const { payload } = fault as Failure<{ tag: string; val: bigint }>;
    return payload.tag === tag && payload.val === val;
  };
}
