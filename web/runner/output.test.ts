import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { RunEvent } from '../model.ts';
import { Output } from './output.ts';

function recorded(limit: number): { output: Output; events: RunEvent[] } {
  const events: RunEvent[] = [];
  return { output: new Output((event) => events.push(event), limit), events };
}

const bytes = (text: string) => new TextEncoder().encode(text);

function text(events: readonly RunEvent[]): string {
  const decoder = new TextDecoder();
  return events.map((event) => (event.kind === 'output' ? decoder.decode(event.bytes) : `<${event.kind}>`)).join('');
}

test('the first writes are posted at once, each to its stream', () => {
  const { output, events } = recorded(100);
  output.write('stdout', bytes('a'));
  output.write('stderr', bytes('b'));
  assert.deepEqual(events, [
    { kind: 'output', stream: 'stdout', bytes: bytes('a') },
    { kind: 'output', stream: 'stderr', bytes: bytes('b') },
  ]);
});

test('a burst of small writes becomes few messages and loses nothing', () => {
  const { output, events } = recorded(1_000_000);
  const lines = Array.from({ length: 5000 }, (_, index) => `${index}\n`);
  for (const line of lines) output.write('stdout', bytes(line));
  output.flush();
  assert.equal(text(events), lines.join(''));
  assert.ok(events.length < 1000, `${events.length} messages`);
});

test('what a program wrote before it slept is posted while it sleeps', async () => {
  const { output, events } = recorded(1_000_000);
  for (let index = 0; index < 300; index += 1) output.write('stdout', bytes('x'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(text(events).length, 300);
});

test('output is cut at the limit over both streams, and told once', () => {
  const { output, events } = recorded(4);
  output.write('stdout', bytes('abc'));
  output.write('stderr', bytes('def'));
  output.write('stdout', bytes('ghi'));
  output.flush();
  assert.equal(text(events), 'abcd<output-cut>');
});

test('output of exactly the limit is not cut', () => {
  const { output, events } = recorded(3);
  output.write('stdout', bytes('abc'));
  output.flush();
  assert.equal(text(events), 'abc');
});
