// What a user does inside a WAC text, with the keyboard.

import assert from 'node:assert/strict';

import { becomes, beforeCursor, box, cursorAfter, selects, setFiles, textOf } from './support/editor.mjs';
import { finds, ready, says, until, userTest } from './support/user.mjs';

const PATH = 'compose.wac';
const TEXT = `package example:text-bridge;

/// Cleans.
let processor = new example:text-processor {};
let reporter = new example:text-reporter { ...processor };

export reporter.report;
`;

const wacTest = (name, body) =>
  userTest(name, {}, async (page) => {
    await ready(page);
    await setFiles(page, { [PATH]: TEXT });
    await body(page);
  });

const card = (page) => page.locator('.cm-card');
const option = (page, name) => page.locator('.cm-proposals').getByRole('option', { name }).first();

wacTest('a user reads what an instance, an export and a component are', async (page) => {
  await cursorAfter(page, PATH, 'export rep');
  await page.keyboard.press('ControlOrMeta+i');
  await says(card(page), /instance of/, /example:text-reporter/, /export example:text\/report@0\.1\.0/);
  await cursorAfter(page, PATH, 'reporter.rep');
  await page.keyboard.press('ControlOrMeta+i');
  await says(card(page), /exported interface/, /summarize/);
  await cursorAfter(page, PATH, 'new example:text-rep');
  await page.keyboard.press('ControlOrMeta+i');
  await says(card(page), /component/, /import example:text\/process@0\.1\.0/);
});

wacTest('a user goes from an export to its WIT, from a component to what it holds, and back', async (page) => {
  await cursorAfter(page, PATH, 'reporter.rep');
  await page.keyboard.press('F12');
  await box(page, 'wit/text.wit').and(page.locator(':focus')).waitFor();
  await selects(page, 'report');
  await page.keyboard.press('Alt+ArrowLeft');
  await box(page, PATH).and(page.locator(':focus')).waitFor();
  await cursorAfter(page, PATH, 'new example:text-rep');
  await page.keyboard.press('F12');
  const embedded = box(page, 'bundled/component example:text-reporter/component.wit');
  await embedded.and(page.locator(':focus')).waitFor();
  await says(page.getByRole('toolbar', { name: 'Text' }), /read-only/);
  await cursorAfter(page, PATH, '...proc');
  await page.keyboard.press('F12');
  await box(page, PATH).and(page.locator(':focus')).waitFor();
  await selects(page, 'processor');
});

wacTest('a user writes an instance by what is proposed', async (page) => {
  await setFiles(page, { [PATH]: TEXT.replace(/let reporter[^]*/, '') });
  await cursorAfter(page, PATH, 'text-processor {};\n');
  await page.locator('.cm-name-variable').first().waitFor();
  await page.keyboard.type('let reporter = new ');
  await option(page, /example:text-reporter/).click();
  await becomes(page, PATH, /new example:text-reporter \{ "example:text\/process@0\.1\.0": processor\.process \};$/);
  await page.keyboard.type('\nexport reporter.');
  await option(page, /report/).click();
  await page.keyboard.type(';');
  await becomes(page, PATH, /\nexport reporter\.report;$/);
});

wacTest('a user is offered the arguments that are missing, also in quotes', async (page) => {
  await setFiles(page, { [PATH]: TEXT.replace('...processor', '') });
  await cursorAfter(page, PATH, 'text-reporter {');
  // What is missing is known, and so are the components.
  await page.locator('.cm-lintRange-error').first().waitFor();
  await page.keyboard.type(' "');
  await option(page, /example:text\/process@0\.1\.0/).click();
  await becomes(page, PATH, /\{ "example:text\/process@0\.1\.0": processor\.process {2}\}/);
});

wacTest('a user lays a composition out, and takes that back', async (page) => {
  const messy = TEXT.replace('let reporter = new', 'let  reporter=new').replace(' { ...processor }', '{ // all\n...processor,}');
  await setFiles(page, { [PATH]: messy });
  await cursorAfter(page, PATH, 'export rep');
  await page.keyboard.press('Shift+Alt+f');
  await becomes(page, PATH, /let reporter = new example:text-reporter \{ \/\/ all\n +\.\.\.processor,\n\};/);
  await until(page, async () => (await beforeCursor(page)) === 'export rep');
  await page.keyboard.press('ControlOrMeta+z');
  await becomes(page, PATH, messy);
});

wacTest('a user renames an instance, and mends a name that is misspelt', async (page) => {
  await cursorAfter(page, PATH, 'let proc');
  await page.keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'New name of processor' });
  await name.fill('reporter');
  await name.press('Enter');
  await page.getByRole('alert').filter({ hasText: /already something called/ }).first().waitFor();
  await name.fill('cleaner');
  await name.press('Enter');
  await becomes(page, PATH, TEXT.replace('let processor', 'let cleaner').replace('...processor', '...cleaner'));
  await setFiles(page, { [PATH]: TEXT.replace('...processor', '...procesor') });
  await cursorAfter(page, PATH, '...proc');
  await page.locator('.cm-lintRange-error').first().waitFor();
  await page.keyboard.press('ControlOrMeta+.');
  await page.getByRole('menuitem', { name: /processor/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await becomes(page, PATH, TEXT);
});

wacTest('a user comments, folds and sees the outline of a composition', async (page) => {
  await cursorAfter(page, PATH, 'export rep');
  await page.keyboard.press('ControlOrMeta+/');
  await becomes(page, PATH, TEXT.replace('export', '// export'));
  await page.keyboard.press('ControlOrMeta+/');
  await becomes(page, PATH, TEXT);
  await setFiles(page, { [PATH]: TEXT.replace('{ ...processor }', '{\n  ...processor\n}') });
  const editor = await cursorAfter(page, PATH, 'text-reporter {');
  await page.getByTitle('Fold', { exact: true }).waitFor();
  await page.keyboard.press('Control+Shift+BracketLeft');
  await page.getByRole('button', { name: 'Folded text: unfold' }).waitFor();
  await finds(editor.getByText('...processor'), 0);
  assert.match(await textOf(page, PATH), /\.\.\.processor/);
});
