// The page on every screen: nothing hidden from assistive technology, nothing wider than the phone.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

import { userTest } from './support/user.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const axe = require.resolve('axe-core/axe.min.js');

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

for (const [screen, viewport] of Object.entries({ desktop, phone })) {
  for (const colorScheme of ['light', 'dark']) {
    userTest(`on a ${colorScheme} ${screen} nothing is out of reach`, { context: { viewport, colorScheme, bypassCSP: true } }, async (page) => {
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    });
  }
}
