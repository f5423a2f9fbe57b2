// In a browser that cannot suspend WebAssembly.

import assert from 'node:assert/strict';

import { addFiles, chooseSample, picked, press, requestPane, result, says, userTest, writeBody } from './support/user.mjs';

/** Takes JSPI away from the page and from the worker that runs components. */
async function withoutJspi(page) {
  const removed = 'for (const name of ["Suspending", "promising", "SuspendError"]) delete WebAssembly[name];';
  const seen = [];
  await page.addInitScript(removed);
  await page.route('**/runner.js', async (route) => {
    const response = await route.fetch();
    seen.push(route.request().url());
    await route.fulfill({ response, body: `${removed}\n${await response.text()}` });
  });
  await page.reload();
  await page.waitForFunction(() => 'dovetail' in window);
  await page.evaluate(() => window.dovetail.ready());
  return () => assert.ok(seen.length > 0, 'the run worker was another one');
}

userTest('without JSPI a user runs functions, programs and services', {}, async (page) => {
  const checkRoute = await withoutJspi(page);
  await page.getByRole('region', { name: 'Canvas' }).getByRole('button', { name: /processor/ }).waitFor();
  await press(page, 'Run');
  await says(await result(page), '"6 words: The Component Model is production ready"', 'in your browser');

  await chooseSample(page, /CLI hello/);
  await page.getByLabel('Standard input').fill('typed\n');
  await page.getByLabel('Standard input').press('Tab');
  await press(page, 'Run');
  await says(await result(page), /input: typed/, 'Exited with 0');

  await chooseSample(page, /HTTP text/);
  const request = await requestPane(page);
  await request.getByLabel('Method').fill('POST');
  await writeBody(request, 'text=one++two');
  await request.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  await says(await result(page), /200/, 'in your browser');
  checkRoute();
});

userTest('without JSPI a user is told what cannot run here, and runs it on the server', {}, async (page) => {
  await withoutJspi(page);
  await addFiles(page, [await picked('tests/components/cli3.wasm')]);
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:cli3');
  await press(page, 'Run');
  const answer = await result(page);
  await says(answer, 'It cannot run here', /cannot suspend WebAssembly/);
  await answer.getByRole('button', { name: 'Run on the server' }).press('Enter');
  await says(answer, 'on the server', 'Exited with 0', /by std/);
});
