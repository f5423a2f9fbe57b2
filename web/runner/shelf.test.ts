import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SessionEvent, Type } from '../model.ts';
import { Shelf, Taking } from './shelf.ts';

const HANDLE = Symbol('handle');
const THING: Extract<Type, { kind: 'own' }> = { kind: 'own', resource: 'thing' };

/** Gives `natives` to a call that is refused, and tells what happened on the shelf. */
function refusedWith(natives: readonly object[], meanwhile: () => void): string[] {
  const told: string[] = [];
  const tell = (event: SessionEvent) => void told.push(event.what === 'made' ? `made ${event.number}` : event.what);
  const shelf = new Shelf(tell);
  const numbers = natives.map((native) => shelf.put(native, THING, { call: 1, interface: null }));
  const readers = new Map<number, number>();
  const taking = new Taking(shelf, readers);
  for (const number of numbers) taking.handle(THING, number, 'it');
  taking.commit(2);
  meanwhile();
  taking.giveBack();
  assert.equal(readers.size, 0);
  return told;
}

test('a call that is refused gives back what it was to own', () => {
  const told = refusedWith([{ [HANDLE]: 7 }], () => {});
  assert.deepEqual(told, ['made 1', 'gone', 'made 1']);
});

test('what was taken over before the call was refused is gone', () => {
  const taken = { [HANDLE]: 7 as number | undefined };
  const told = refusedWith([taken, { [HANDLE]: 8 }], () => {
    taken[HANDLE] = undefined;
  });
  assert.deepEqual(told, ['made 1', 'made 2', 'gone', 'gone', 'made 2']);
});
