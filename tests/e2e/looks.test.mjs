// The page on every screen: nothing hidden from assistive technology, nothing wider than the phone.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

import { setFiles } from './support/editor.mjs';
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

async function openWorlds(page, part) {
  await open(page, 'Code', 'World');
  await world(page).getByRole('button', { name: part, exact: true }).press('Enter');
}

async function openWorld(page, part) {
  await openWorlds(page, part);
  await choose(page, 'World', 'wasi:http/proxy@0.2.12');
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
  'what changed between two releases': async (page) => {
    await openWorlds(page, 'Compare');
    await choose(page, 'The older one', 'wasi:cli@0.2.3');
    await choose(page, 'The newer one', 'wasi:cli@0.3.0');
    await says(world(page), 'Breaking', /semver_check/);
    await world(page).getByRole('list', { name: 'Changes' }).locator('summary').first().press('Enter');
    await says(world(page), 'before', 'after');
  },
  'what does not fit': async (page) => {
    await openWorlds(page, 'Fit');
    await choose(page, 'What it is to fit', 'wasi:http/proxy@0.2.3');
    await says(world(page), /does not fit/, 'not exported');
  },
  'what is wrong': async (page) => {
    await setFiles(page, { 'wit/text.wit': 'package example:text@0.1.0;\n\nworld w {\n  import wasi:htp/types@0.2.4;\n  import wasi:clocks/timezone@0.2.12;\n}\n' });
    await open(page, 'Run', /^Problems/);
    await says(page.getByRole('region', { name: 'Problems' }), /wasi:htp/, /clocks-timezone/);
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
