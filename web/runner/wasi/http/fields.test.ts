import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Failure } from '../failure.ts';
import { Fields } from './fields.ts';

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

test('what was received cannot be changed, but its copy can', () => {
  const received = Fields.received([['host', bytes('x')]]);
  fails('immutable', () => received.append('a', bytes('b')));
  received.clone().append('a', bytes('b'));
  assert.equal(received.has('a'), false);
});
