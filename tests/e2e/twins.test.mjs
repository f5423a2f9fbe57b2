// Components of samples have twins in JavaScript and TypeScript, which a user builds in the tab.

import assert from 'node:assert/strict';

import { samples } from './support/samples.mjs';
import { chooseSample, userTest } from './support/user.mjs';

userTest('a user builds the twin of every component of a sample', {}, async (page) => {
  for (const sample of await samples()) {
    await chooseSample(page, new RegExp(`^${sample.title}`));
    for (const { name } of sample.components.filter((it) => it.twin !== undefined)) {
      const { size } = await page.evaluate((name) => window.dovetail.build(name), `${name}-twin`);
      assert.ok(size > 0, name);
    }
  }
});
