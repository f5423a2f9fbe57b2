import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EventStream } from './event-stream.ts';

test('events are told as they are complete, wherever the text is cut', () => {
  const stream = new EventStream();
  assert.deepEqual(stream.take(': hello\ndata: one\ndata:two\n'), []);
  assert.deepEqual(stream.take('\nevent: tick\nid: 7\nda'), [{ type: 'message', data: 'one\ntwo', id: '' }]);
  assert.deepEqual(stream.take('ta\r\n\r\n'), [{ type: 'tick', data: '', id: '7' }]);
  assert.deepEqual(stream.take('event: none\n\nretry: 20\nretry: x\ndata: a: b\n\n'), [
    { type: 'message', data: 'a: b', id: '7' },
  ]);
  assert.equal(stream.wait, 20);
  assert.equal(stream.id, '7');
});
