// Point 6: a request to a component that handles HTTP, in the tab, on the server, and by URL.

import assert from 'node:assert/strict';

import { url } from './support/browser.mjs';
import { chooseSample, result, says, userTest } from './support/user.mjs';

userTest('a user sends a request in the tab and on the server, and curl gets the same', { context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
  await chooseSample(page, /HTTP/);
  await page.getByRole('tab', { name: 'HTTP' }).press('Enter');
  const request = page.getByRole('region', { name: 'Request' });
  await request.getByLabel('Method').selectOption('POST');
  await request.getByLabel('Body').fill('text=one++two%20three');
  await request.getByRole('button', { name: 'Send' }).press('Enter');
  const body = async () => JSON.parse(await (await result(page)).getByRole('group', { name: 'Body', exact: true }).innerText());
  await says(await result(page), /200/, 'in your browser');
  const inTab = await body();
  assert.equal(inTab.words, 3);

  await request.getByRole('button', { name: 'Server' }).press('Enter');
  await request.getByRole('button', { name: 'Send' }).press('Enter');
  await says(await result(page), 'on the server');
  assert.deepEqual(await body(), inTab);

  await request.getByRole('button', { name: 'Store and copy curl' }).press('Enter');
  const command = await page.waitForFunction(() => navigator.clipboard.readText().then((it) => it.startsWith('curl') && it));
  const address = /'(http[^']+)'/.exec(await command.jsonValue())[1];
  assert.ok(address.startsWith(`${url}/http/`));
  const answer = await fetch(address, { method: 'POST', body: 'text=one++two%20three', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.deepEqual(await answer.json(), inTab);
});
