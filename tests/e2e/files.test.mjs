// Files and folders: made, moved, removed and taken back; brought in and taken home.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { selects } from './support/editor.mjs';
import { addFiles, chooseMenu, openFile, picked, press, row, says, tabNames, userTest } from './support/user.mjs';

const file = (name, bytes) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
const messages = (page) => page.getByRole('status', { name: 'Messages' });
const dialog = (page) => page.getByRole('dialog');

/** Answers the question that is open. */
async function answer(page, text) {
  await dialog(page).getByRole('textbox').fill(text);
  await dialog(page).getByRole('button', { name: 'OK' }).press('Enter');
}

/** Presses what starts a download and gives its bytes. */
async function downloaded(page, start) {
  const [download] = await Promise.all([page.waitForEvent('download'), start()]);
  return { name: download.suggestedFilename(), buffer: await readFile(await download.path()) };
}

/** Path and text of every file, as a link holds them. */
async function texts(page) {
  const rows = page.getByRole('tree', { name: 'Files' }).getByRole('treeitem');
  return rows.evaluateAll((rows) => rows.filter((row) => !row.hasAttribute('aria-expanded')).map((row) => row.dataset.path));
}

userTest('a user makes, moves, copies and removes files and takes it back', {}, async (page) => {
  await press(page, 'New file');
  await answer(page, '../wit/deps/my io/');
  await row(page, 'wit/deps/my io/package.wit').waitFor();
  await row(page, 'wit/deps/my io').press('F2');
  await dialog(page).getByRole('textbox').fill('wit//deps/./io');
  await says(dialog(page), 'Becomes wit/deps/io');
  await answer(page, 'wit/deps/io');
  await row(page, 'wit/deps/io/package.wit').press('Enter');
  await page.getByRole('tab', { name: 'wit/deps/io/package.wit', selected: true }).waitFor();
  await chooseMenu(page, 'Actions for wit/deps/io/package.wit', 'Duplicate');
  await row(page, 'wit/deps/io/package2.wit').waitFor();
  await row(page, 'wit/deps').press('Delete');
  await says(messages(page), /Removed wit\/deps with 2 files/);
  await row(page, 'wit/deps').waitFor({ state: 'detached' });
  await messages(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await row(page, 'wit/deps/io/package2.wit').waitFor();
});

userTest('a user walks the tree with the keyboard', {}, async (page) => {
  await row(page, 'wit').press('ArrowLeft');
  await row(page, 'wit/text.wit').waitFor({ state: 'detached' });
  await row(page, 'wit').press('ArrowRight');
  await row(page, 'wit').press('ArrowRight');
  const isAt = (path) => page.waitForFunction((path) => document.activeElement?.dataset.path === path, path);
  await isAt('wit/text.wit');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'wit/text.wit', selected: true }).waitFor();
  await row(page, 'wit/text.wit').press('ArrowLeft');
  await isAt('wit');
});

userTest('a file is dragged into a folder, and never takes the place of another', {}, async (page) => {
  await page.evaluate(() => window.dovetail.setFile('api/text.wit', 'package my:api;\n'));
  await row(page, 'api/text.wit').dragTo(row(page, 'wit'));
  await row(page, 'wit/text2.wit').waitFor();
  assert.ok((await texts(page)).includes('wit/text.wit'));
});

userTest('tabs are closed by keyboard and middle press, and opened from the tree', {}, async (page) => {
  await openFile(page, 'wit/text.wit');
  await page.getByRole('tab', { name: 'wit/text.wit' }).press('Delete');
  await page.getByRole('tab', { name: 'wit/text.wit' }).waitFor({ state: 'detached' });
  await openFile(page, 'wit/text.wit');
  await page.getByRole('tab', { name: 'wit/text.wit' }).click({ button: 'middle' });
  await page.getByRole('tab', { name: 'wit/text.wit' }).waitFor({ state: 'detached' });
  await openFile(page, 'wit/text.wit');
  assert.equal((await tabNames(page)).at(-1), 'wit/text.wit');
});

userTest('what is exported as a zip comes back as it was', {}, async (page) => {
  await page.evaluate(() => window.dovetail.setFile('wit/deps/dep/a.wit', 'package my:dep;\n\n// Kept.\ninterface i {}\n'));
  const before = await texts(page);
  const zip = await downloaded(page, () => chooseMenu(page, 'More for files', 'Export as zip'));
  assert.match(zip.name, /\.zip$/);
  await row(page, 'wit').press('Delete');
  await row(page, 'wit').waitFor({ state: 'detached' });
  await addFiles(page, [file(zip.name, zip.buffer)]);
  await row(page, 'wit/deps/dep/a.wit').waitFor();
  assert.deepEqual(await texts(page), before);
});

userTest('a package is exported as .wasm and as one text, and both open', {}, async (page) => {
  const wasm = await downloaded(page, () => chooseMenu(page, 'Actions for wit', 'Export as .wasm'));
  const text = await downloaded(page, () => chooseMenu(page, 'Actions for wit', 'Export as one WIT text'));
  assert.match(text.buffer.toString(), /^[^]*package example:text@0\.1\.0;/);
  await row(page, 'wit').press('Delete');
  await addFiles(page, [file(wasm.name, wasm.buffer)]);
  await row(page, /example:text@0\.1\.0/).waitFor();
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(page.getByRole('region', { name: 'Problems' }), /No problems/);
});

userTest('a user is asked once about files that are there already', {}, async (page) => {
  const other = [file('text.wit', 'package example:text@0.1.0;\n\ninterface other {}\n')];
  await addFiles(page, other);
  await says(dialog(page), /here already/, 'wit/text.wit');
  await dialog(page).getByRole('button', { name: 'Keep both' }).press('Enter');
  await row(page, 'wit2/text.wit').waitFor();
  await messages(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await row(page, 'wit2/text.wit').waitFor({ state: 'detached' });
  await addFiles(page, other);
  await dialog(page).getByRole('button', { name: 'Replace' }).press('Enter');
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await openFile(page, 'wit/text.wit');
  await says(page.getByRole('tabpanel', { name: 'wit/text.wit' }), /other/);
});

userTest('the WIT of a component becomes files', {}, async (page) => {
  await addFiles(page, [await picked('wit-samples/kv-store/kv-store.wasm')]);
  await chooseMenu(page, /Actions for .*kv-store/, 'Open its WIT as files');
  await page.getByRole('tab', { name: 'wit/kv-store/component.wit', selected: true }).waitFor();
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(page.getByRole('region', { name: 'Problems' }), /No problems/);
});

userTest('a user looks through the bundled packages and reads one', {}, async (page) => {
  await chooseMenu(page, 'More for files', /Bundled WIT/);
  await dialog(page).getByRole('searchbox').fill('wasi:http@0.2.0');
  await says(dialog(page), /^\d packages?$/);
  await dialog(page).getByText('wasi:http@0.2.0', { exact: true }).click();
  await dialog(page).getByRole('button', { name: /types|proxy|package/ }).first().press('Enter');
  await page.getByRole('tab', { name: /wasi:http@0\.2\.0/, selected: true }).waitFor();
});

userTest('problems are listed by file, gone through both ways, and mended', {}, async (page) => {
  const problems = page.getByRole('region', { name: 'Problems' });
  await page.evaluate(async () => {
    await window.dovetail.setFile('wit/deps/a/a.wit', 'package t:a;\ninterface i { f: func(x: strng); g: func(y: u33); }\n');
    await window.dovetail.setFile('wit/deps/b/b.wit', 'package t:b;\ninterface i { f: func() -> u8 }\n');
  });
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(problems, 'wit/deps/a/a.wit', /strng/, /u33/, 'wit/deps/b/b.wit');
  const selected = (text) => selects(page, text);
  await openFile(page, 'wit/deps/a/a.wit');
  await page.keyboard.press('F8');
  await selected('strng');
  await page.keyboard.press('F8');
  await selected('u33');
  await page.keyboard.press('F8');
  await page.getByRole('tab', { name: 'wit/deps/b/b.wit', selected: true }).waitFor();
  await page.keyboard.press('F8');
  await selected('strng');
  await page.keyboard.press('Shift+F8');
  await page.getByRole('tab', { name: 'wit/deps/b/b.wit', selected: true }).waitFor();
  await problems.getByRole('button', { name: /;/ }).last().press('Enter');
  await problems.getByText('wit/deps/b/b.wit').first().waitFor({ state: 'detached' });
  await problems.getByRole('button', { name: 'Warnings' }).press('Enter');
  await says(problems, /None of this kind/);
});
