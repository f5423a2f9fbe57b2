import assert from 'node:assert/strict';
import { test } from 'node:test';

import { difference, differences } from './documents.ts';

function check(before: string, after: string, expected: ReturnType<typeof difference>): void {
  assert.deepEqual(difference(before, after), expected);
  if (expected === null) return;
  const { from, to, insert } = expected;
  assert.equal(before.slice(0, from) + insert + before.slice(to), after);
}

test('equal texts need no change', () => check('same', 'same', null));
test('an insertion in the middle', () => check('ab', 'axb', { from: 1, to: 1, insert: 'x' }));
test('a removal at the end', () => check('abc', 'a', { from: 1, to: 3, insert: '' }));
test('a repeated character does not overlap itself', () => check('aa', 'aaa', { from: 2, to: 2, insert: 'a' }));
test('all of it', () => check('abc', 'xyz', { from: 0, to: 3, insert: 'xyz' }));
test('from nothing', () => check('', 'new', { from: 0, to: 0, insert: 'new' }));

test('a new name changes its own lines only', () => {
  assert.deepEqual(differences('a\nuse a\nb\nof a\n', 'x\nuse x\nb\nof x\n'), [
    { from: 0, to: 1, insert: 'x' },
    { from: 6, to: 7, insert: 'x' },
    { from: 13, to: 14, insert: 'x' },
  ]);
});
test('where lines come or go there is one change', () => {
  assert.deepEqual(differences('a\nb\nc', 'a\nc'), [{ from: 2, to: 4, insert: '' }]);
  assert.deepEqual(differences('same', 'same'), []);
});
