// What a world pulls in and why, what fits it, and what changed between two versions.

import assert from 'node:assert/strict';

import { chooseSample, finds, press, says, userTest } from './support/user.mjs';

const world = (page) => page.getByRole('region', { name: 'World', exact: true });
const openWorld = async (page, part) => {
  await page.getByRole('tab', { name: 'World' }).press('Enter');
  await world(page).getByRole('button', { name: part, exact: true }).press('Enter');
};
const choose = (page, label, choice) => world(page).getByLabel(label, { exact: true }).selectOption({ label: choice });

userTest('a user reads why a bundled world imports an interface, and goes to where it says so', {}, async (page) => {
  await openWorld(page, 'Read');
  await choose(page, 'World', 'wasi:http/proxy@0.2.3');
  await world(page).getByRole('heading', { name: 'wasi:http/proxy@0.2.3', level: 2 }).waitFor();
  const streams = world(page).locator('details.extern').filter({ has: page.getByRole('heading', { name: 'wasi:io/streams@0.2.3' }) });
  await streams.locator('summary').first().press('Enter');
  await says(streams, /An input bytestream/, 'resource');
  await streams.locator('.why > summary').press('Enter');
  await says(streams, /uses/);
  await streams.locator('.why').getByRole('button').last().press('Enter');
  await page.getByRole('tab', { name: /wasi:.*›/ }).waitFor();
});

userTest('a user searches a world and finds a function by its name', {}, async (page) => {
  await openWorld(page, 'Read');
  await choose(page, 'World', 'wasi:cli/command@0.2.3');
  await world(page).getByRole('searchbox', { name: 'Search in the world' }).fill('get-random-u64');
  await finds(world(page).locator('details.extern'), 1);
  await says(world(page), /get-random-u64/);
  await world(page).getByRole('searchbox').fill('no-such-thing');
  await says(world(page), /Nothing in this world is called/);
});

userTest('a user follows a drawing to the page', {}, async (page) => {
  await chooseSample(page, /HTTP/);
  await openWorld(page, 'Diagram');
  await choose(page, 'World', 'example:http-text/http-text@0.1.0');
  await world(page).getByRole('button', { name: /^streams/ }).press('Enter');
  const summary = page.locator('summary:focus');
  await says(summary, /streams/);
  await says(world(page), /for its types/);
});

userTest('a user is told why a component does not fit a world', {}, async (page) => {
  await chooseSample(page, /Key-value|KV|store/i);
  const actions = page.getByRole('button', { name: /Actions for .*kv-store/ });
  await actions.waitFor();
  const host = 'package my:host;\ninterface shop { sell: func(); }\nworld host { export shop; }\n';
  await page.evaluate((host) => window.dovetail.setFile('host/host.wit', host), host);
  await actions.press('Enter');
  await page.getByRole('menuitem', { name: 'Does it fit…?' }).press('Enter');
  await choose(page, 'What it is to fit', 'my:host/host');
  await says(world(page), /does not fit/, /does not export/, 'wanted');
});

userTest('a user compares two releases and sees what breaks', {}, async (page) => {
  await openWorld(page, 'Compare');
  await choose(page, 'The older one', 'wasi:io@0.2.0');
  await choose(page, 'The newer one', 'wasi:http@0.2.3');
  await choose(page, 'The newer one', 'wasi:io@0.2.3');
  await says(world(page), /Compatible|Nothing changed/, /finds nothing that breaks/);
  await choose(page, 'The older one', 'wasi:cli@0.2.3');
  await choose(page, 'The newer one', 'wasi:cli@0.3.0');
  await says(world(page), 'Breaking', 'breaking', /type mismatch|is gone/);
  const change = world(page).getByRole('list', { name: 'Changes' }).locator('summary').first();
  await change.press('Enter');
  await says(world(page), 'before', 'after');
  await press(page, 'Removed');
  await world(page).getByRole('list', { name: 'Changes' }).waitFor();
  await finds(world(page).locator('.sign.is-added'), 0);
});

userTest('a script asks about worlds', {}, async (page) => {
  const view = await page.evaluate(() => window.dovetail.describeWorld('wasi:http/proxy@0.2.3'));
  const streams = view.imports.find(({ name }) => name === 'wasi:io/streams@0.2.3');
  assert.equal(streams.why.at(-1).verb, 'uses');
  const compared = await page.evaluate(() => window.dovetail.compareWit('wasi:clocks@0.2.0', 'wasi:clocks@0.2.3'));
  assert.equal(compared.verdict, 'same', JSON.stringify(compared.changes));
  const fit = await page.evaluate(() => window.dovetail.checkFit('wasi:cli/command@0.2.0', 'wasi:http/proxy@0.2.0'));
  assert.equal(fit.verdict, 'misfit');
  const refused = await page.evaluate(() => window.dovetail.describeWorld('no:such/world').catch(({ code }) => code));
  assert.equal(refused, 'no-such-package');
});
