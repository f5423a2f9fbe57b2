// Point 6: requests to a component that handles HTTP, in the tab, on the server, by URL and in a frame.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';

import { url } from './support/browser.mjs';
import { chooseSample, finds, press, repositoryFile, requestPane, result, says, userTest, writeBody } from './support/user.mjs';

/** Adds a component of `tests/components` and opens the HTTP pane on it; gives its request. */
async function requestTo(page, name) {
  const bytes = await repositoryFile(`tests/components/${name}.wasm`);
  await page.evaluate(([name, bytes]) => window.dovetail.addComponent(`test:${name}`, new Uint8Array(bytes)), [name, [...bytes]]);
  await page.getByRole('tab', { name: 'HTTP', exact: true }).press('Enter');
  await page.getByLabel('Target').selectOption(`test:${name}`);
  return requestPane(page);
}

userTest('a user sends a request in the tab and on the server, and curl gets the same', { context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
  await chooseSample(page, /HTTP/);
  const request = await requestPane(page);
  await request.getByLabel('Method').fill('POST');
  await writeBody(request, 'text=one++two%20three');
  await request.getByRole('button', { name: 'Form' }).press('Enter');
  await request.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  const answer = await result(page);
  await says(answer, '200 OK', 'in your browser');
  const words = answer.getByRole('group', { name: 'Body', exact: true }).getByText(/"words": 3/);
  await finds(words, 1);

  await request.getByRole('button', { name: 'Server' }).press('Enter');
  await request.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  await says(answer, 'on the server');
  await result(page);
  await finds(words, 1);
  await answer.getByLabel('Compare request 1').check();
  await answer.getByLabel('Compare request 2').check();
  await says(answer.getByRole('region', { name: 'Differences' }), 'From 1 to 2');

  await request.getByRole('button', { name: 'Store and copy curl' }).press('Enter');
  const command = await page.waitForFunction(() => navigator.clipboard.readText().then((it) => it.startsWith('curl') && it));
  const address = /http[^' ]+/.exec(await command.jsonValue())[0];
  assert.ok(address.startsWith(`${url}/http/`));
  const there = await fetch(address, { method: 'POST', body: 'text=one++two%20three', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.equal((await there.json()).words, 3);
});

/** Does in the page of the frame what a script of its own would. */
const lead = (page, work) => page.frames().find((frame) => frame.url().includes('/tab/')).evaluate(work);

userTest('a user pastes a curl command, and compares what two requests gave', {}, async (page) => {
  const request = await requestTo(page, 'pages');
  await request.getByRole('button', { name: 'Paste curl' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Paste a curl command' });
  await dialog.getByLabel('curl command').fill('curl --data @file http://localhost/');
  await dialog.getByRole('button', { name: 'Use this request' }).press('Enter');
  await says(dialog, /choose the file as the body/);
  await dialog.getByLabel('curl command').fill("curl -s -X PROPFIND 'http://localhost/a?b=1' -H 'X-A: 1' -H 'X-A: 2' --data-raw one");
  await dialog.getByRole('button', { name: 'Use this request' }).press('Enter');
  await finds(request.getByLabel(/^Value of header/), 3);
  await request.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  const answer = await result(page);
  await says(answer.getByRole('group', { name: 'Body', exact: true }), 'Method::Other("PROPFIND") /a?b=1 one');

  await request.getByLabel('Path').fill('/a?b=2');
  await request.getByLabel('Path').press('Enter');
  await request.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  await says(answer.getByRole('group', { name: 'Body', exact: true }), 'Method::Other("PROPFIND") /a?b=2 one');
  await answer.getByLabel('Compare request 1').check();
  await answer.getByLabel('Compare request 2').check();
  const differences = answer.getByRole('region', { name: 'Differences' });
  await finds(differences.getByRole('deletion'), 1);
  await says(differences.getByRole('insertion'), /b=2/);
});

userTest('a user browses the pages of a component in a frame', { mayLog: /502|Content Security Policy/ }, async (page) => {
  const request = await requestTo(page, 'pages');
  await request.getByRole('button', { name: 'Open in a frame' }).press('Enter');
  const region = page.getByRole('region', { name: 'Frame' });
  const frame = page.frameLocator('iframe[title="Page of the component"]');
  await says(frame.locator('body'), 'Nobody yet', /inline after script/, /asked Method::Put \/api\?q=1 b/, /xhr 200 Method::Get \/api/);
  await says(frame.locator('body'), /parent refused; storage refused; origin null/);
  await frame.locator('h1').and(frame.getByRole('heading', { name: 'Guest book' })).waitFor();

  await frame.getByLabel('Entry').fill('Ada & co');
  // Not by a key: it would come up in a page that is gone, and nobody would tell that it did.
  await frame.getByRole('button', { name: 'Sign' }).click();
  await says(frame.locator('#entries'), /Ada/);
  await frame.getByRole('link', { name: 'About' }).click();
  await frame.getByRole('heading', { name: 'About' }).waitFor();
  await frame.getByRole('link', { name: 'Back' }).click();
  await says(frame.locator('#entries'), /Ada/);
  await says(region.getByRole('list', { name: 'Requests of the frame' }), 'POST /entries', 'GET /about/');

  await lead(page, () => setTimeout(() => location.assign('/about/')));
  await frame.getByRole('heading', { name: 'About' }).waitFor();
  await lead(page, () => {
    history.pushState(null, '', '/deeper/page');
    document.body.innerHTML = '<form method="post" action="../entries"><input name="entry" value="Tim"></form>';
    setTimeout(() => document.forms[0].submit());
  });
  await says(frame.locator('#entries'), /Ada.*, Tim/);

  await region.getByLabel('Path of the page').fill('/trap');
  await region.getByLabel('Path of the page').press('Enter');
  await says(frame.locator('body'), /There is no answer/, /the component trapped/);
  await region.getByLabel('Path of the page').fill('/');
  await region.getByLabel('Path of the page').press('Enter');
  await says(frame.locator('#entries'), 'Nobody yet');
  await region.getByRole('button', { name: 'Close the frame' }).press('Enter');
  await finds(region, 0);
});

userTest('a user sees what became of the requests that a component sent', { mayLog: /CORS|ERR_FAILED|Failed to load resource/ }, async (page) => {
  const other = createServer((_, response) => response.end('not for you'));
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  try {
    const request = await requestTo(page, 'proxy');
    await request.getByLabel('Path').fill(`/GET/127.0.0.1:${other.address().port}/private`);
    await request.getByLabel('Path').press('Enter');
    await request.getByRole('button', { name: 'Send', exact: true }).press('Enter');
    const sent = page.getByRole('region', { name: 'Requests that the component sent' });
    await says(sent, 'network is off');
    await press(page, 'Let its requests out and send again');
    await says(sent, 'refused by CORS');
    await sent.getByRole('button', { name: 'Run on the server' }).waitFor();
  } finally {
    other.close();
  }
});
