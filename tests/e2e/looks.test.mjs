// The page on every screen: nothing hidden from assistive technology, nothing wider than the phone.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

import { says, userTest } from './support/user.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const axe = require.resolve('axe-core/axe.min.js');

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const tab = (page, name) => page.getByRole('tab', { name, exact: true }).and(page.locator(':visible')).first();
const choose = (page, label, choice) => world(page).getByLabel(label, { exact: true }).selectOption({ label: choice });
const world = (page) => page.getByRole('region', { name: 'World', exact: true });

/** Opens a pane that a phone shows in one of its views. */
async function open(page, view, pane) {
  if (page.viewportSize().width === phone.width) await tab(page.getByRole('navigation', { name: 'Views' }), view).press('Enter');
  await tab(page, pane).press('Enter');
}

async function openWorld(page, part) {
  await open(page, 'Code', 'World');
  await world(page).getByRole('button', { name: part, exact: true }).press('Enter');
  await choose(page, 'World', 'wasi:http/proxy@0.2.3');
}

/** What is looked at, and how a user comes to it. */
const PANES = {
  'the page': () => {},
  'a world to be read': async (page) => {
    await openWorld(page, 'Read');
    await says(world(page), /captures a widely-implementable intersection/);
  },
  'a world as a drawing': async (page) => {
    await openWorld(page, 'Diagram');
    await world(page).getByRole('button', { name: /^outgoing-handler/ }).waitFor();
  },
  'bindings': async (page) => {
    await open(page, 'Run', 'Bindings');
    await says(page.getByRole('list', { name: 'Generated files' }), 'text_processor.rs');
  },
};

for (const [screen, viewport] of Object.entries({ desktop, phone })) {
  for (const colorScheme of ['light', 'dark']) {
    for (const [what, show] of Object.entries(PANES)) {
      userTest(`on a ${colorScheme} ${screen} nothing of ${what} is out of reach`, { context: { viewport, colorScheme, bypassCSP: true } }, async (page) => {
        await show(page);
        await page.addScriptTag({ path: axe });
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
      });
    }
  }
}
