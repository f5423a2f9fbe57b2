import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shortcut } from './shortcut.ts';

test('a Mac has signs', () => {
  assert.equal(shortcut('Mod I', 'MacIntel'), '⌘I');
  assert.equal(shortcut('Shift Alt F', 'iPad'), '⇧⌥F');
  assert.equal(shortcut('Shift F12', 'Linux x86_64'), 'Shift F12');
  assert.equal(shortcut('Mod .', 'Win32'), 'Ctrl .');
});
