// Composing in the outline: without a pointer, on a phone, and what a refused wire says.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

import { textOf } from './support/editor.mjs';
import { addFiles, chooseSample, picked, press, repositoryFile, says, userTest } from './support/user.mjs';

const axe = createRequire(new URL('../../web/package.json', import.meta.url)).resolve('axe-core/axe.min.js');

/** Fails on whatever assistive technology cannot reach. */
async function isWithinReach(page) {
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`), []);
}

/** A component whose `process` is another one than that of the sample. */
async function addOddProcessor(page) {
  const odd = await repositoryFile('tests/components/odd-processor.wat');
  await page.evaluate((bytes) => window.dovetail.addComponent('test:odd-processor', new Uint8Array(bytes)), [...odd]);
}

const outline = (page) => page.getByRole('group', { name: 'Outline of the composition' });

/** Waits until it was read out that something was done. */
const hears = (page, text) => page.getByRole('status', { name: 'Changes' }).getByText(text).waitFor();

/** Opens a menu of the outline by its button and chooses an item, with the keyboard. */
async function choose(page, menu, item, role = 'menuitem') {
  await outline(page).getByRole('button', { name: menu }).press('Enter');
  const found = page.getByRole(role, { name: item });
  await found.first().focus();
  await page.keyboard.press('Enter');
}

const userApi = ['authenticator', 'profile-lookup', 'response-formatter'];

/** A workspace with the components of `user-api` and no text. */
async function bringUserApi(page) {
  await chooseSample(page, /New workspace/);
  await addFiles(page, await Promise.all(userApi.map((name) => picked(`wit-samples/user-api/${name}.wasm`))));
}

const whoami = (page) =>
  page.evaluate(() => window.dovetail.call('composition', 'whoami', '"token-ada"').then(({ result }) => result));

const ada = '{status: 200, body: "Ada from London, an admin of billing and support"}';

userTest('a user composes user-api from nothing with the keyboard alone', {}, async (page) => {
  await bringUserApi(page);
  await press(page, 'Outline');
  for (const name of userApi) {
    await choose(page, 'Add an instance', `local:${name}`);
    await outline(page).getByRole('heading', { name }).waitFor();
  }
  await choose(page, /^auth of profile-lookup: left open/, /^authenticator/, 'menuitemradio');
  await hears(page, /auth of profile-lookup is now provided by authenticator/);
  await choose(page, /^auth of response-formatter: left open/, /^authenticator/, 'menuitemradio');
  await choose(page, /^profiles of response-formatter: left open/, /^profile-lookup/, 'menuitemradio');
  await outline(page).getByRole('button', { name: 'profiles of response-formatter: provided by profile-lookup' }).waitFor();
  await outline(page).getByRole('button', { name: 'api of response-formatter: export from the composition' }).press('Enter');
  await outline(page).getByRole('button', { name: /^api of the composition: provided by response-formatter/ }).waitFor();
  assert.equal(await whoami(page), ada);
  await choose(page, 'Actions for profile-lookup', 'Rename…');
  await page.getByRole('textbox', { name: 'Variable in the WAC text' }).fill('profiles');
  await page.keyboard.press('Enter');
  await outline(page).getByRole('button', { name: 'profiles of response-formatter: provided by profiles' }).waitFor();
  assert.match(await textOf(page, 'compose.wac'), /let profiles = new local:profile-lookup/);
});

userTest('components that come together are wired after asking, in one step', {}, async (page) => {
  await bringUserApi(page);
  await says(page.getByRole('status', { name: 'Messages' }), '3 of 3 open imports have exactly one provider. Wire them?');
  await press(page, 'Show');
  const dialog = page.getByRole('dialog', { name: 'Wire what is open' });
  await dialog.getByRole('checkbox', { name: /auth of local:profile-lookup is provided by local:authenticator/ }).waitFor();
  await dialog.getByRole('button', { name: 'Wire 3' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Outline', exact: true }).click();
  await outline(page).getByRole('button', { name: /^api of the composition: provided by/ }).waitFor();
  assert.equal(await whoami(page), ada);
  await press(page, 'Undo');
  assert.equal(await page.evaluate(() => window.dovetail.getFile('compose.wac').catch(({ code }) => code)), 'no-such-file');
});

userTest('a refused wire explains itself, and its remedy works', {}, async (page) => {
  await addOddProcessor(page);
  await press(page, 'Outline');
  await choose(page, /^process of reporter: provided by processor/, /^Leave open/, 'menuitemradio');
  const why = () => choose(page, /^process of reporter: left open/, /^test:odd-processor: why not\?/);
  await why();
  const report = page.getByRole('dialog', { name: 'Why a wire fits or not' });
  await says(report, /cannot provide process of reporter/, /record cleaned is missing/, /One more difference/);
  await page.keyboard.press('Escape');
  await report.waitFor({ state: 'hidden' });
  await outline(page).getByRole('button', { name: /^process of reporter/ }).and(page.locator(':focus')).waitFor();
  await why();
  await report.getByRole('button', { name: 'Use processor instead' }).press('Enter');
  await outline(page).getByRole('button', { name: /^process of reporter: provided by processor/ }).waitFor();
});

userTest('on a phone the composition is rewired with the finger', { context: { viewport: { width: 390, height: 844 }, hasTouch: true } }, async (page) => {
  await outline(page).getByRole('button', { name: /^process of reporter: provided by processor/ }).tap();
  await page.getByRole('menuitemradio', { name: /Leave open/ }).tap();
  await outline(page).getByRole('button', { name: /^process of reporter: left open/ }).tap();
  await page.getByRole('menuitemradio', { name: 'processor' }).tap();
  await outline(page).getByRole('button', { name: /^process of reporter: provided by processor/ }).waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `${width} px wide`);
});

userTest('nothing of composing is out of reach', { context: { bypassCSP: true } }, async (page) => {
  await addOddProcessor(page);
  await press(page, 'Outline');
  await page.addScriptTag({ path: axe });
  await isWithinReach(page);
  await choose(page, /^process of reporter: provided by processor/, /^test:odd-processor: why not\?/);
  await says(page.getByRole('dialog', { name: 'Why a wire fits or not' }), /cannot provide process of reporter/);
  await isWithinReach(page);
  await page.keyboard.press('Escape');
  await press(page, 'Wire what is open…');
  await says(page.getByRole('dialog', { name: 'Wire what is open' }), /every import has its provider/);
  await isWithinReach(page);
});

userTest('a user chooses the world that a composition targets', {}, async (page) => {
  await press(page, 'Outline');
  await choose(page, 'Target world: no world', 'example:text/text-processor@0.1.0', 'menuitemradio');
  const target = outline(page).getByRole('region', { name: 'Target world' });
  await says(target, /example:text\/text-processor@0.1.0 asks for example:text\/process@0.1.0, which example:text-bridge does not export/);
  assert.match(await textOf(page, 'compose.wac'), /package example:text-bridge targets example:text\/text-processor@0\.1\.0;/);
  await choose(page, 'Target world: example:text/text-processor@0.1.0', /^No world/, 'menuitemradio');
  await outline(page).getByRole('button', { name: 'Target world: no world' }).waitFor();
  assert.match(await textOf(page, 'compose.wac'), /package example:text-bridge;/);
});
