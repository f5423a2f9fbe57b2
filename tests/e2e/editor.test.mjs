// Points 4 and 5 of the WIT workbench: what a user does inside a text, with the keyboard.

import assert from 'node:assert/strict';

import { becomes, beforeCursor, box, cursorAfter, selects, setFiles, textOf } from './support/editor.mjs';
import { finds, says, until, userTest } from './support/user.mjs';

const TYPES = `package demo:shop@1.0.0;

interface types {
  /// A thing that can be **bought**.
  record item {
    name: string,
    price: u32,
  }
}
`;
const ORDERS = `package demo:shop@1.0.0;

interface orders {
  use types.{item};

  /// Buys it.
  buy: func(what: item) -> result<item, string>;
}

world shop {
  import wasi:http/types@0.2.4;
  export orders;
}
`;
const FILES = { 'shop/types.wit': TYPES, 'shop/orders.wit': ORDERS };

const shopTest = (name, body, options = {}) =>
  userTest(name, options, async (page) => {
    await setFiles(page, FILES);
    // The texts name `wasi:`, so the bundled packages come now.
    await page.getByText(/^\d+ WASI packages$/).filter({ visible: true }).waitFor();
    await body(page);
  });

const card = (page) => page.locator('.cm-card');

shopTest('a user reads what a name is, by key and by pointer', async (page) => {
  await cursorAfter(page, 'shop/orders.wit', 'what: it');
  await page.keyboard.press('ControlOrMeta+i');
  await says(card(page), 'record', /demo:shop\/\w+@1\.0\.0/, /record item \{/, /A thing that can be/);
  assert.equal(await card(page).locator('strong').innerText(), 'bought');
  await page.keyboard.press('ArrowRight');
  await card(page).waitFor({ state: 'detached' });
  await box(page, 'shop/orders.wit').getByText('item', { exact: true }).last().hover();
  await says(card(page), 'record', /A thing that can be/);
});

shopTest('a user goes to a definition in another file and back', async (page) => {
  await cursorAfter(page, 'shop/orders.wit', 'what: it');
  await page.keyboard.press('F12');
  await box(page, 'shop/types.wit').and(page.locator(':focus')).waitFor();
  await selects(page, 'item');
  await page.keyboard.press('Alt+ArrowLeft');
  await box(page, 'shop/orders.wit').and(page.locator(':focus')).waitFor();
  await until(page, async () => (await beforeCursor(page)) === '  buy: func(what: it');
  await page.keyboard.press('Alt+ArrowRight');
  await box(page, 'shop/types.wit').and(page.locator(':focus')).waitFor();
});

shopTest('a user reads a bundled package, goes on inside it, and closes it', async (page) => {
  await cursorAfter(page, 'shop/orders.wit', 'wasi:http/ty');
  await page.keyboard.press('F12');
  const types = page.getByRole('textbox', { name: /^bundled\/wasi:http@0\.2\.4\/.*text editor/ });
  await types.and(page.locator(':focus')).waitFor();
  const tab = page.getByRole('tab', { name: /wasi:http@0\.2\.4/ });
  await tab.and(page.getByRole('tab', { selected: true })).waitFor();
  await says(page.getByRole('toolbar', { name: 'Text' }), /read-only/);
  const path = (await types.getAttribute('aria-label')).split(', text editor')[0];
  const before = await textOf(page, path);
  await page.keyboard.type('x');
  assert.equal(await textOf(page, path), before);
  await cursorAfter(page, path, 'use wasi:io/str');
  await page.keyboard.press('F12');
  await page.getByRole('textbox', { name: /^bundled\/wasi:io@0\.2\.4\/.*text editor/ }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Alt+ArrowLeft');
  await types.and(page.locator(':focus')).waitFor();
  await tab.press('Delete');
  await tab.waitFor({ state: 'detached' });
});

shopTest('a user lists where a name is used and goes there', async (page) => {
  await cursorAfter(page, 'shop/types.wit', 'record it');
  await page.keyboard.press('Shift+F12');
  const list = page.getByRole('region', { name: 'References' });
  await says(list, 'item', /named in 4 places/, /types\.wit:5/, /orders\.wit:4/, /orders\.wit:7/);
  await list.getByRole('button').first().and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await box(page, 'shop/orders.wit').and(page.locator(':focus')).waitFor();
  await selects(page, 'item');
});

shopTest('a user renames a thing in every file and takes that back in one step', async (page) => {
  await cursorAfter(page, 'shop/types.wit', 'record it');
  await page.keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'New name of item' });
  await name.fill('not a name');
  await name.press('Enter');
  await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
  assert.equal(await textOf(page, 'shop/types.wit'), TYPES);
  await name.fill('product');
  await name.press('Enter');
  await becomes(page, 'shop/orders.wit', ORDERS.replace(/\bitem\b/g, 'product'));
  await becomes(page, 'shop/types.wit', TYPES.replace(/\bitem\b/g, 'product'));
  await box(page, 'shop/types.wit').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ControlOrMeta+z');
  await becomes(page, 'shop/types.wit', TYPES);
  await becomes(page, 'shop/orders.wit', ORDERS);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await becomes(page, 'shop/orders.wit', /use types\.\{product\}/);
});

shopTest('a user takes what is proposed, while typing and when asked', async (page) => {
  await cursorAfter(page, 'shop/orders.wit', 'result<item, string>;');
  await page.keyboard.type('\nsell: func(what: it');
  await page.getByRole('option', { name: /item/ }).first().click();
  await becomes(page, 'shop/orders.wit', /sell: func\(what: item/);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await cursorAfter(page, 'shop/orders.wit', 'export ');
  await page.keyboard.press('Control+Space');
  await page.getByRole('option', { name: /orders/ }).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
});

shopTest('a user formats a text, keeps the cursor, and takes that back in one step', async (page) => {
  const messy = ORDERS.replace('  use types', 'use    types').replace('buy: func', 'buy :func');
  await setFiles(page, { 'shop/orders.wit': messy });
  await cursorAfter(page, 'shop/orders.wit', 'what: it');
  await page.keyboard.press('Shift+Alt+f');
  await becomes(page, 'shop/orders.wit', /\n +use types\.\{item\};\n\n[^]*\n +buy: func/);
  await until(page, async () => /^ +buy: func\(what: it$/.test(await beforeCursor(page)));
  await page.keyboard.press('ControlOrMeta+z');
  await becomes(page, 'shop/orders.wit', messy);
});

shopTest('a text with an error of syntax is not formatted, and says why', async (page) => {
  await setFiles(page, { 'shop/orders.wit': 'package demo:shop@1.0.0;\n\ninterface {\n' });
  await cursorAfter(page, 'shop/orders.wit', 'interface');
  await page.keyboard.press('Shift+Alt+f');
  await page.getByText(/cannot be formatted/).first().waitFor();
  assert.equal(await textOf(page, 'shop/orders.wit'), 'package demo:shop@1.0.0;\n\ninterface {\n');
});

shopTest('a user comments lines out and in again', async (page) => {
  await cursorAfter(page, 'shop/types.wit', 'price: u32');
  await page.keyboard.press('ControlOrMeta+/');
  await becomes(page, 'shop/types.wit', TYPES.replace('price: u32,', '// price: u32,'));
  await page.keyboard.press('ControlOrMeta+/');
  await becomes(page, 'shop/types.wit', TYPES);
});

shopTest('a user folds a declaration and unfolds it', async (page) => {
  const editor = await cursorAfter(page, 'shop/types.wit', 'record item {');
  await page.locator('.cm-name-type').first().waitFor();
  await page.keyboard.press('Control+Shift+BracketLeft');
  await page.getByRole('button', { name: 'Folded text: unfold' }).waitFor();
  await finds(editor.getByText('price'), 0);
  await page.keyboard.press('Control+Shift+BracketRight');
  await editor.getByText('price').waitFor();
});

shopTest('a user mends a finding with a quick fix', async (page) => {
  await setFiles(page, { 'shop/types.wit': TYPES.replace('1.0.0;', '1.0.0') });
  await cursorAfter(page, 'shop/types.wit', 'interface');
  await page.locator('.cm-lintRange-error, .cm-lintPoint-error').first().waitFor();
  await page.keyboard.press('F8');
  await page.keyboard.press('ControlOrMeta+.');
  await page.getByRole('menuitem', { name: /;/ }).first().and(page.locator(':focus')).press('Enter');
  await becomes(page, 'shop/types.wit', TYPES);
});

shopTest('a user finds a declaration in the outline', async (page) => {
  await cursorAfter(page, 'shop/orders.wit', 'package');
  await page.getByRole('button', { name: /^Outline/ }).and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const search = page.getByRole('combobox', { name: 'Go to a declaration' });
  await search.fill('bu');
  await page.getByRole('option', { name: /buy/ }).waitFor();
  await search.press('Enter');
  await box(page, 'shop/orders.wit').and(page.locator(':focus')).waitFor();
  await selects(page, 'buy');
  await page.getByRole('button', { name: 'Outline: orders › buy' }).waitFor();
});

shopTest('a user who knows no keys finds the verbs in a menu', async (page) => {
  await cursorAfter(page, 'shop/types.wit', 'record it');
  await page.getByRole('button', { name: 'Text actions' }).press('Enter');
  await page.getByRole('menuitem', { name: /Find references/ }).press('Enter');
  await says(page.getByRole('region', { name: 'References' }), /named in 4 places/);
  await page.getByRole('button', { name: 'Text actions' }).press('Enter');
  await page.getByRole('menuitem', { name: /Keyboard shortcuts/ }).press('Enter');
  await says(page.getByRole('dialog', { name: 'Keyboard shortcuts' }), 'Rename symbol', 'F2');
});

shopTest('a user does by name what they know no key of', async (page) => {
  await cursorAfter(page, 'shop/types.wit', 'record it');
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await field.fill('find ref');
  await page.getByRole('option', { name: 'Find references', selected: true }).waitFor();
  await field.press('Enter');
  await says(page.getByRole('region', { name: 'References' }), 'item', /named in 4 places/);

  await page.keyboard.press('ControlOrMeta+k');
  await field.fill('open orders');
  await field.press('Enter');
  await page.getByRole('tab', { name: 'orders.wit', selected: true }).waitFor();
  await page.keyboard.press('ControlOrMeta+k');
  await field.fill('nothing of the kind');
  await says(page.getByRole('dialog', { name: 'Commands' }), 'No command is called so.');
  await field.press('Escape');
  await field.waitFor({ state: 'hidden' });
});

shopTest('a script asks about places', async (page) => {
  const ask = (method, ...args) => page.evaluate(([method, args]) => window.dovetail[method](...args), [method, args]);
  const at = { line: 7, column: 20 };
  assert.match((await ask('hover', 'shop/orders.wit', at)).code, /record item/);
  const { path, line, column } = await ask('definition', 'shop/orders.wit', at);
  assert.deepEqual({ path, line, column }, { path: 'shop/types.wit', line: 5, column: 10 });
  assert.equal((await ask('references', 'shop/orders.wit', at)).length, 4);
  const { items } = await ask('complete', 'shop/orders.wit', at);
  assert.ok(items.some(({ label }) => label === 'item'));
  assert.equal(await ask('rename', 'shop/orders.wit', at, 'product'), 2);
  assert.match(await ask('format', 'shop/orders.wit'), /\n +use types\.\{product\};\n/);
});
