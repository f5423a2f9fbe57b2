// Every sample's calls, in the tab and on the server, give what the sample says.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, visit } from './support/browser.mjs';
import { openSample, runCall, samples, targetName } from './support/samples.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const sample of await samples()) {
  test(`the sample ${sample.name} runs alike in the tab and on the server`, async () => {
    const page = await visit(browser);
    try {
      await openSample(page, sample);
      for (const step of sample.calls) {
        for (const place of ['browser', 'server']) {
          const target = targetName(step.target);
          const { came } = await runCall(page, target, step.call, place);
          assert.deepEqual(came, step.expected, `${place}: ${JSON.stringify(step.call)}`);
        }
      }
    } finally {
      await page.context().close();
    }
  });
}
