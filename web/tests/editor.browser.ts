import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';

import type { EditorHandle, Finding, Language, Page as EditorPage } from '../editor/editor.ts';
import { Bench } from './browser.ts';

let bench: Bench;
let page: Page;
let box: Locator;

declare global {
  var editor: EditorHandle;
  /** What the editor told: path and text, or path and position. */
  var told: [string, string | number][];
}

const WIT = 'package a:b;\n\ninterface c {\n  d: func();\n}\n';

before(async () => {
  bench = await Bench.start();
  page = bench.page;
});

after(() => bench.stop());

beforeEach(async () => {
  await page.reload();
  await page.evaluate(async () => {
    const address = '/editor.js';
    const { createEditor }: typeof import('../editor/editor.ts') = await import(address);
    const place = document.createElement('div');
    document.querySelector('main')?.append(place);
    place.insertAdjacentHTML('afterend', '<button>next</button>');
    globalThis.told = [];
    const asked: Partial<EditorPage> = {
      changed: (path, text) => void told.push([path, text]),
      moved: (path, position) => void told.push([path, position]),
      complete: () => Promise.resolve(null),
    };
    globalThis.editor = createEditor(place, asked as EditorPage);
  });
  await show('wit/a.wit', WIT, 'wit');
  box = page.getByRole('textbox', { name: 'wit/a.wit' });
  // It can be typed in before; what helps with it comes together.
  await page.locator('.cm-gutter-lint').waitFor();
});

function show(path: string, text: string, language: Language): Promise<void> {
  const document = { path, text, language };
  return page.evaluate(({ path, text, language }) => editor.setDocument(path, text, language, 0), document);
}

function mark(findings: Finding[]): Promise<void> {
  return page.evaluate((findings) => editor.setDiagnostics(findings), findings);
}

function text(): Promise<string> {
  return page.evaluate(() => editor.getDocument());
}

test('what a person types is told, what the page sets is not', async () => {
  await box.press('Control+End');
  await box.pressSequentially('//!');
  assert.equal(await text(), `${WIT}//!`);
  const changes = await page.evaluate(() => told.filter(([, what]) => typeof what === 'string'));
  assert.deepEqual(changes.at(-1), ['wit/a.wit', `${WIT}//!`]);
  await show('wit/a.wit', WIT, 'wit');
  assert.equal(await page.evaluate(() => told.filter(([, what]) => typeof what === 'string').length), changes.length);
});

test('each file keeps its own undo history', async () => {
  await box.press('Control+End');
  await box.pressSequentially('x');
  await show('compose.wac', 'package a:b;\n', 'wac');
  await page.keyboard.type('y');
  await show('wit/a.wit', `${WIT}x`, 'wit');
  await box.press('Control+z');
  assert.equal(await text(), WIT);
  await show('compose.wac', 'ypackage a:b;\n', 'wac');
  await page.keyboard.press('Control+z');
  assert.equal(await text(), 'package a:b;\n');
});

test('a text that the page changed can be undone as one step', async () => {
  await show('wit/a.wit', WIT.replace('func()', 'func() -> u8'), 'wit');
  await box.press('Control+z');
  assert.equal(await text(), WIT);
});

test('a file of another workspace has no history of the one before', async () => {
  await box.press('Control+End');
  await box.pressSequentially('x');
  await show('compose.wac', 'package a:b;\n', 'wac');
  await page.evaluate(() => editor.forgetAll());
  await show('compose.wac', 'package other:one;\n', 'wac');
  await page.keyboard.press('Control+z');
  assert.equal(await text(), 'package other:one;\n');
  await show('wit/a.wit', 'package other:one;\n', 'wit');
  await page.keyboard.press('Control+z');
  assert.equal(await text(), 'package other:one;\n');
});

test('findings stand where they are, also beyond the end, and say what helps', async () => {
  await mark([
    { from: 8, to: 9, severity: 'error', message: 'no such package', hint: 'did you mean `b`?', fixes: [] },
    { from: 9999, to: 9999, severity: 'warning', message: 'it ends too early', hint: null, fixes: [] },
  ]);
  await page.locator('.cm-lintRange-error').hover();
  await page.getByText('no such package').waitFor();
  await page.getByText('did you mean b?').waitFor();
  await mark([]);
  assert.equal(await page.locator('.cm-lintRange').count(), 0);
});

test('comments, brackets and indentation', async () => {
  await page.evaluate(() => editor.select(0, 3));
  await page.keyboard.press('Control+/');
  assert.match(await text(), /^\/\/ package a:b;\n/);
  await box.press('Control+End');
  await box.pressSequentially('world w {\nexport c;');
  assert.match(await text(), /world w \{\n {2}export c;\n?\}$/);
});

test('Tab indents; Escape, then Tab leaves', async () => {
  await page.evaluate(() => editor.select(0, 3));
  await page.keyboard.press('Tab');
  assert.match(await text(), /^ {2}package/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'next');
});

test('a menu opens at the cursor and at the pointer, and gives the keyboard back', async () => {
  const menu = page.getByRole('menu', { name: 'Text actions' });
  await page.evaluate(() => editor.select(0, 7));
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Comment or uncomment' }).press('Enter');
  await menu.waitFor({ state: 'detached' });
  assert.match(await text(), /^\/\/ package a:b;\n/);

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => editor.select(3, 10));
  await page.getByText('interface', { exact: true }).click({ button: 'right' });
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id }) => id), []);
  assert.equal(await menu.getByRole('menuitem', { name: 'Cut' }).count(), 0);
  await page.keyboard.press('Escape');
  await page.evaluate(() => editor.select(3, 11));
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => editor.getDocument().startsWith('// a:b;'));
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Paste' }).press('Enter');
  await page.waitForFunction((before) => editor.getDocument() === `// ${before}`, WIT);
});

test('a text that is read-only stays as it is', async () => {
  await page.evaluate(() => editor.setReadOnly(true));
  await box.press('x');
  assert.equal(await text(), WIT);
  await page.evaluate(() => editor.setReadOnly(false));
  await box.press('x');
  assert.notEqual(await text(), WIT);
});

test('nothing about it hinders anyone', async () => {
  await mark([{ from: 8, to: 9, severity: 'error', message: 'no such package', hint: null, fixes: [] }]);
  await box.press('Control+f');
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id }) => id), []);
});
