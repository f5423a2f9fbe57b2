// Components of samples have twins in JavaScript and TypeScript, which a user builds in the tab: they
// do what their siblings do.

import assert from 'node:assert/strict';

import { runCall, samples, targetName } from './support/samples.mjs';
import { chooseSample, userTest } from './support/user.mjs';

/** Where what a sample's twins answer is compared; the server takes seconds to compile each. */
const placesOf = (sample) => (sample.name === 'http-text' ? ['browser', 'server'] : ['browser']);

for (const sample of await samples()) {
  const twins = sample.components.filter((it) => it.twin !== undefined).map((it) => it.name);
  userTest(`a user builds the twins of the sample ${sample.name}, which do the same`, {}, async (page) => {
    assert.ok(twins.length > 0);
    await chooseSample(page, new RegExp(`^${sample.title}`));
    for (const name of twins) {
      const { size } = await page.evaluate((name) => window.dovetail.build(name), `${name}-twin`);
      assert.ok(size > 0, name);
    }
    await composeTwins(page, twins);
    for (const { target, call, expected } of sample.calls) {
      const name = targetName(target);
      for (const place of placesOf(sample)) {
        const { came } = await runCall(page, twins.includes(name) ? `${name}-twin` : name, call, place);
        assert.deepEqual(came, expected, `${place}: ${JSON.stringify(call)}`);
      }
    }
  });
}

/** Puts twins where the composition has their siblings, and leaves open what their engine imports. */
function composeTwins(page, twins) {
  return page.evaluate(async (twins) => {
    const text = await window.dovetail.getFile('compose.wac');
    const withTwin = (text, name) =>
      text.replaceAll(new RegExp(`new ${name} \\{([^}]*)\\}`, 'g'), (_, args) => {
        const given = args.split(',').map((it) => it.trim());
        const all = [...given.filter((it) => it !== '' && it !== '...'), '...'];
        return `new ${name}-twin { ${all.join(', ')} }`;
      });
    await window.dovetail.setFile('compose.wac', twins.reduce(withTwin, text));
  }, twins);
}
