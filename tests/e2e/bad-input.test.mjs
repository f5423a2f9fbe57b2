// Bad input: refused with the reason and the place, and nothing that was there is lost.

import assert from 'node:assert/strict';

import { addFiles, openFile, repositoryFile, row, says, userTest } from './support/user.mjs';
import { zip } from './support/zip.mjs';

const file = (name, bytes) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
const messages = (page) => page.getByRole('status', { name: 'Messages' });
const paths = async (page) => {
  const rows = page.getByRole('treeitem');
  await rows.first().waitFor();
  return rows.evaluateAll((rows) => rows.map((row) => row.dataset.path));
};

// What the engine's own case of this name is made of.
const written = String(await repositoryFile('tests/suite/open/zip-bomb.txt'));
const bomb = Buffer.from(written.slice(written.indexOf('\n')).replace(/\s/g, ''), 'hex');

const refused = {
  'a text of 5 MB': [file('large.wit', `package a:b;\n${'// filler\n'.repeat(500_000)}`), /large\.wit: it has 4\.8 MB of text; up to 2 MB/],
  'a text with a zero byte': [file('zero.wit', 'package a:b;\n\0'), /zero\.wit: .* byte 13 is zero/],
  'a text that is no UTF-8': [file('latin.wit', [...Buffer.from('package a:b;\n// '), 0xfc]), /latin\.wit: .* byte 16 is 0xfc/],
  'an archive that is cut short': [file('cut.zip', 'PK\x03\x04nothing'), /cut\.zip: the archive is cut short/],
  'an archive that unpacks without end': [file('bomb.zip', bomb), /bomb\.zip: the archive unpacks to more than 64 MB/],
  'an archive whose paths lead out of it': [
    file('climbs.zip', zip([['../../above.wit', 'package a:b;\n'], ['/root.wit', 'package a:c;\n']])),
    /climbs\.zip: `?\.\.\/\.\.\/above\.wit`? points out of the archive/,
  ],
};

for (const [what, [bad, message]] of Object.entries(refused)) {
  userTest(`${what} is refused and changes nothing`, {}, async (page) => {
    const before = await paths(page);
    await addFiles(page, [bad]);
    await says(messages(page), message);
    assert.deepEqual(await paths(page), before);
  });
}

userTest('the editor stays quick with 5 MB and a thousand packages in the workspace', {}, async (page) => {
  const large = `package my:large;\n\ninterface i {\n${'  /// filler\n  type t = u8;\n'.repeat(1)}}\n${'// filler of many lines\n'.repeat(200_000)}`;
  const nested = Array.from({ length: 1000 }, (_, at) => `package n:p${at} {\n  interface i { f: func(); }\n}\n`).join('');
  await page.evaluate(([large, nested]) => Promise.all([
    window.dovetail.setFile('wit/deps/large/large.wit', large),
    window.dovetail.setFile('wit/deps/nested/nested.wit', `package n:all;\n${nested}`),
  ]), [large, nested]);
  await openFile(page, 'wit/text.wit');
  const editor = page.getByRole('tabpanel', { name: 'wit/text.wit' }).getByRole('textbox');
  await editor.press('ControlOrMeta+End');
  await page.keyboard.type('\ninterface more { f: func() -> strng; }\n');
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(page.getByRole('region', { name: 'Problems' }), /strng/);
});

userTest('of a folder with 5,000 files the reading can be ended, and all of it comes in otherwise', {}, async (page) => {
  const before = await paths(page);
  const drop = (count) => page.evaluate((count) => {
    const transfer = new DataTransfer();
    for (let at = 0; at < count; at += 1) {
      transfer.items.add(new File([`package many:p${at};\n`], `p${at}.wit`));
    }
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, count);
  await drop(5000);
  await messages(page).getByRole('button', { name: 'Cancel' }).click();
  await messages(page).getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
  assert.deepEqual(await paths(page), before);
  await drop(5000);
  await says(messages(page), /Added .* and 4997 more/);
  await page.getByRole('button', { name: /Show \d+ more/ }).waitFor();
  await page.getByRole('searchbox', { name: 'Filter files' }).fill('p4321');
  await row(page, /p4321\.wit/).waitFor();
});
