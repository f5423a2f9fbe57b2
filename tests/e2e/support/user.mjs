// A user's test: a page of its own, helpers for what users do, and no error left unseen.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { launch, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/**
 * A test with a new visitor's page; whatever the page throws or logs as an error fails it.
 *
 * @param {{ path?: string, context?: object, mayLog?: RegExp }} options
 */
export function userTest(name, options, body) {
  test(name, { timeout: 90_000 }, async () => {
    const faults = [];
    const page = await visit(browser, options.path, options.context, (page) => {
      page.on('pageerror', (error) => faults.push(`thrown: ${error}`));
      page.on('console', (line) => line.type() === 'error' && faults.push(`logged: ${line.text()}`));
    });
    page.setDefaultTimeout(20_000);
    try {
      await body(page);
      assert.deepEqual(faults.filter((fault) => !options.mayLog?.test(fault)), []);
    } finally {
      await page.context().close();
    }
  });
}

/** Bytes of a file of the repository, such as `wit-samples/greeter/greeter.wasm`. */
export const repositoryFile = (path) => readFile(new URL(`../../../${path}`, import.meta.url));

/** Presses the button of this name with the keyboard, once it can be pressed. */
export async function press(page, name) {
  const button = page.getByRole('button', { name, exact: true });
  await button.and(page.locator(':enabled')).first().press('Enter');
}

/** Waits until the page can be used. */
export async function ready(page) {
  await page.waitForFunction(() => 'dovetail' in window);
  await page.evaluate(() => window.dovetail.ready());
}

/** Opens a sample from the menu, or begins a new workspace, and waits until it is there. */
export async function chooseSample(page, title) {
  await page.getByRole('button', { name: 'Samples' }).press('Enter');
  const item = page.getByRole('menuitem', { name: title });
  const isNew = /^New/.test(await item.innerText());
  await item.press('Enter');
  const name = page.getByLabel('Name of the workspace');
  await until(page, async () => (isNew ? /^Untitled$/ : title).test(await name.inputValue()));
}

/** Picks files, given as `{ name, mimeType, buffer }` or paths, by the button that adds files. */
export async function addFiles(page, files) {
  await page.getByLabel('Files to add').setInputFiles(files);
}

/** A file of the repository, as a user would pick it. */
export async function picked(path, name = path.split('/').at(-1)) {
  return { name, mimeType: 'application/octet-stream', buffer: await repositoryFile(path) };
}

/** The region that shows what came of the latest run, once nothing runs any more. */
export async function result(page) {
  const region = page.getByRole('region', { name: 'Result' });
  await region.and(page.locator('[aria-busy=false]')).getByRole('list', { name: 'Time by stage' }).waitFor();
  return region;
}

/** Opens the HTTP pane; gives its request. */
export async function requestPane(page) {
  await page.getByRole('tab', { name: 'HTTP', exact: true }).press('Enter');
  const request = page.getByRole('region', { name: 'Request' });
  await request.getByLabel('Method').waitFor();
  return request;
}

/** Writes text as the body of a request. */
export async function writeBody(request, text) {
  await request.getByRole('button', { name: 'Text', exact: true }).press('Enter');
  await request.getByRole('textbox', { name: 'Body' }).fill(text);
}

/** The row of a file or folder in the tree: by its path, or by what it says. */
export function row(page, path) {
  const tree = page.getByRole('tree', { name: 'Files' });
  if (path instanceof RegExp) return tree.getByRole('treeitem', { name: path });
  return tree.locator(`[role=treeitem][data-path="${path}"]`);
}

/** Opens a file from the tree. */
export async function openFile(page, path) {
  await row(page, path).press('Enter');
  await page.getByRole('tab', { name: path, selected: true }).waitFor();
}

/** What the tabs of the region in the middle say. */
export function tabNames(page) {
  const tabs = page.getByRole('tablist', { name: 'Canvas and files' }).getByRole('tab');
  return tabs.evaluateAll((tabs) => tabs.map((tab) => tab.ariaLabel ?? tab.textContent));
}

/** Opens a menu and chooses an item of it. */
export async function chooseMenu(page, menu, item) {
  // The buttons of rows are there for those who hover or have the focus in the row.
  await page.getByRole('button', { name: menu, includeHidden: true }).first().dispatchEvent('click');
  await page.getByRole('menuitem', { name: item }).first().press('Enter');
}

/** Puts `text` in place of what the open editor holds, through the keyboard's paste. */
export async function replaceText(page, path, text) {
  await openFile(page, path);
  const editor = page.getByRole('tabpanel', { name: path }).getByRole('textbox');
  await editor.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Waits until `region` says all of `texts`. */
export async function says(region, ...texts) {
  for (const text of texts) await region.getByText(text).filter({ visible: true }).first().waitFor();
}

/** Waits until `locator` finds `count` elements, all of them there at once. */
export async function finds(locator, count) {
  if (count > 0) await locator.nth(count - 1).waitFor({ state: 'attached' });
  await locator.nth(count).waitFor({ state: 'detached' });
}

/** Waits until what is read of the page is so. */
export async function until(page, isSo) {
  for (const end = Date.now() + 20_000; !(await isSo()); ) {
    assert.ok(Date.now() < end, `it never became so: ${isSo}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}
