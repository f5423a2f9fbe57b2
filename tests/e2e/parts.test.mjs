// The first screen comes first: nothing that comes later is waited for, and what fails is told.

import assert from 'node:assert/strict';

import { press, ready, result, says, userTest } from './support/user.mjs';

/** The parts of the program that are not needed to type. */
const later = /\/app-[^/]+\/(split|chunk)_[^/]+\.wasm$/;

const path = 'wit/text.wit';

/** Opens a text, and waits until the browser will open it again by itself. */
async function leaveTextOpen(page) {
  await page.getByRole('tab', { name: path }).press('Enter');
  await says(page.getByRole('banner'), /^Saved/);
}

userTest('a user types before the rest of the page is there, and runs once it is', {}, async (page) => {
  await leaveTextOpen(page);
  let release;
  const released = new Promise((done) => (release = done));
  const held = [];
  await page.route(later, async (route) => {
    held.push(route.request().url());
    await released;
    await route.continue();
  });
  await page.reload();
  const editor = page.getByRole('tabpanel', { name: path }).getByRole('textbox');
  await editor.press('ControlOrMeta+Home');
  await page.keyboard.type('// typed early');
  await says(editor, '// typed early');
  await says(page.getByRole('main'), 'Loading…');
  assert.ok(held.length > 0, 'the page is split and its later parts were held back');

  release();
  await press(page, 'Run');
  await says(await result(page), '"6 words: The Component Model is production ready"');
  await says(editor, '// typed early');
  await page.reload();
  await says(editor, '// typed early');
});

const failed = { mayLog: /_split|split_|chunk_|Failed to (fetch|load resource)/ };

userTest('a part that does not come says so, and comes when it is asked for again', failed, async (page) => {
  await leaveTextOpen(page);
  await page.route(later, (route) => route.abort());
  await page.reload();
  await says(page.getByRole('main'), /could not be loaded/);
  const editor = page.getByRole('tabpanel', { name: path }).getByRole('textbox');
  await editor.press('ControlOrMeta+Home');
  await page.keyboard.type('// typed anyway');
  await says(editor, '// typed anyway');
  await page.reload();
  await says(editor, '// typed anyway');

  await page.unroute(later);
  const again = page.getByRole('button', { name: 'Try again' });
  while (await again.count()) await again.evaluateAll((buttons) => buttons.forEach((button) => button.click()));
  await page.getByRole('combobox', { name: 'Target' }).waitFor();
  await ready(page);
  await press(page, 'Run');
  await says(await result(page), '"6 words: The Component Model is production ready"');
});

/** Makes the engine die of every text that says so, as an overflow would kill it. */
const poison = () => {
  window.Worker = class extends Worker {
    postMessage(message, ...rest) {
      const isDeadly = JSON.stringify(message.request?.Analyze ?? '').includes('// deadly');
      if (isDeadly) queueMicrotask(() => this.dispatchEvent(new ErrorEvent('error', { message: 'unreachable' })));
      else super.postMessage(message, ...rest);
    }
  };
};

userTest('a user mends a workspace that the engine dies of', {}, async (page) => {
  await leaveTextOpen(page);
  await page.addInitScript(poison);
  const editor = page.getByRole('tabpanel', { name: path }).getByRole('textbox');
  await editor.press('ControlOrMeta+Home');
  await page.keyboard.type('// deadly\n');
  for (let times = 0; times < 2; times += 1) {
    await page.reload();
    await says(page.getByRole('contentinfo'), /\d problem/);
  }
  await page.reload();
  const resting = page.getByRole('region', { name: 'The engine rests' });
  await says(resting, /stopped twice/);
  await editor.press('ControlOrMeta+Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('// harmless');
  await press(page, 'Ask it again');
  await resting.waitFor({ state: 'detached' });
  await says(page.getByRole('contentinfo'), /No problems/);
});
