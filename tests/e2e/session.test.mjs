// What lives between calls: resources on the shelf, streams fed by hand, and what crosses the wires.

import { addFiles, chooseSample, picked, press, result, says, userTest } from './support/user.mjs';

userTest('a user makes a resource, calls its methods, gives it away and sees what was left', {}, async (page) => {
  await chooseSample(page, /Key-value/);
  const call = page.getByRole('region', { name: 'Call' });
  await page.getByRole('combobox', { name: 'Target' }).selectOption('example:kv-store');
  await page.getByRole('switch', { name: 'Keep the instance alive' }).check();
  await choose(page, 'new bucket');
  await page.getByRole('textbox', { name: 'name string' }).fill('visits');
  await says(call, 'visits');
  await press(page, 'Run');
  await says(await result(page), '#1');

  const shelf = page.getByRole('region', { name: 'Instance' });
  const bucket = shelf.getByRole('listitem', { name: 'Handle 1' });
  await says(bucket, 'bucket', /from \[constructor\]bucket\("visits"\)/);
  await method(page, bucket, 'set');
  await fillLine(page, '#1, "Ada", "2"');
  await press(page, 'Run');
  await says(await result(page), 'ok(none)');
  await method(page, bucket, 'get');
  await fillLine(page, '#1, "Ada"');
  await press(page, 'Run');
  await says(await result(page), 'ok(some("2"))');

  await bucket.getByRole('button', { name: 'Drop' }).click();
  await bucket.waitFor({ state: 'detached' });
  await press(page, 'Run');
  await says(await result(page), /is gone/);

  await choose(page, 'new bucket');
  await press(page, 'Run');
  await shelf.getByRole('listitem', { name: 'Handle 2' }).waitFor();
  await shelf.getByRole('button', { name: 'End instance' }).click();
  await says(shelf, /Nobody had dropped #2 bucket/);
});

userTest('a user feeds a stream by hand while the call goes on, and watches another', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/flows.wasm')]);
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:flows');
  await page.getByRole('switch', { name: 'Keep the instance alive' }).check();
  await choose(page, 'count');
  await fillLine(page, '3');
  await press(page, 'Run');
  const shelf = page.getByRole('region', { name: 'Instance' });
  const numbers = shelf.getByRole('listitem', { name: 'Handle 1' });
  await numbers.getByRole('button', { name: 'Watch' }).click();
  await says(numbers, '1, 2, 3');

  await choose(page, 'sum');
  await page.getByRole('region', { name: 'Call' }).getByRole('button', { name: 'Feed by hand' }).click();
  const feed = shelf.getByRole('listitem', { name: 'Handle 2' });
  await page.getByRole('combobox', { name: 'numbers stream<u32>' }).selectOption('#2');
  await says(page.getByRole('region', { name: 'Call' }), '#2');
  await press(page, 'Run');
  await feed.getByRole('textbox', { name: 'Elements for #2 (WAVE)' }).fill('40, 2');
  await feed.getByRole('button', { name: 'Feed' }).click();
  await feed.getByRole('button', { name: 'Close' }).click();
  await says(await result(page), '42');
});

async function choose(page, label) {
  await page.getByRole('combobox', { name: 'Function' }).selectOption({ label });
}

async function method(page, handle, name) {
  await handle.getByRole('button', { name: 'Call' }).click();
  await page.getByRole('menuitem', { name }).first().click();
}

async function fillLine(page, text) {
  await page.getByRole('textbox', { name: 'Arguments (WAVE)' }).fill(text);
}
