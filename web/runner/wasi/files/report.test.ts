import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededEntropy } from '../entropy.ts';
import { Opened } from './opened.ts';
import { Snapshot } from './report.ts';
import { Space, tree } from './tree.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a report tells what was made, changed, removed and left alone, with the bytes of what is new', () => {
  const space = new Space(new SeededEntropy(1));
  const given = ['kept', 'changed', 'gone', 'moved'].map((name) => [`d/${name}`, bytes(name)] as const);
  const root = tree(space, given);
  const snapshot = new Snapshot(root);
  const opened = new Opened(root, { read: true, mutateDirectory: true }, space, false);
  opened.openAt({}, 'd/changed', {}, { write: true }).write(bytes('X'), 0n);
  opened.unlinkFileAt('d/gone');
  opened.renameAt('d/moved', opened, 'there');
  opened.createDirectoryAt('empty');
  opened.symlinkAt('d/kept', 'link');
  const lines = snapshot.report().map(({ path, change, node }) => {
    const text = node.kind === 'file' && node.bytes !== null ? new TextDecoder().decode(node.bytes) : '';
    return `${change} ${node.kind} ${path} ${text}`.trim();
  });
  assert.deepEqual(lines, [
    'none directory d',
    'changed file d/changed Xhanged',
    'removed file d/gone',
    'none file d/kept',
    'removed file d/moved',
    'made directory empty',
    'made symbolic-link link',
    'made file there moved',
  ]);
});
