// What lives between calls: resources on the shelf, streams fed by hand, and what crosses the wires.

import { addFiles, chooseSample, picked, press, result, says, until, userTest } from './support/user.mjs';

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

userTest('a user gives a resource to another interface, and has it still', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/two.wat')]);
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:two');
  await page.getByRole('switch', { name: 'Keep the instance alive' }).check();
  const chosen = page.getByRole('combobox', { name: 'Function' });
  await chosen.selectOption('test:two/a#make');
  await press(page, 'Run');
  const thing = page.getByRole('region', { name: 'Instance' }).getByRole('listitem', { name: 'Handle 1' });
  await thing.waitFor();
  await chosen.selectOption('test:two/b#take');
  await fillLine(page, '#1');
  await press(page, 'Run');
  await says(await result(page), /a resource of another interface/);
  await thing.waitFor();
  await chosen.selectOption('test:two/a#take');
  await fillLine(page, '#1');
  await press(page, 'Run');
  await says(await result(page), 'Returned nothing');
  await thing.waitFor({ state: 'detached' });
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

userTest('a user traces a composition, and tests a part of it alone with what it was answered', {}, async (page) => {
  await chooseSample(page, /Key-value/);
  await page.getByRole('switch', { name: 'Trace the wires' }).check();
  await press(page, 'Run');
  const answer = await result(page);
  await says(answer, 'ok([("Ada", 2), ("Tim", 1)])');
  const trace = answer.getByRole('region', { name: 'Trace' });
  await says(trace, 'counter → kv', '[constructor]bucket("visits")');
  await trace.getByRole('searchbox', { name: 'Search the trace' }).fill('drop');
  await says(trace, '[resource-drop]bucket(#1)');

  await trace.getByRole('button', { name: 'Record mocks' }).click();
  await page.getByRole('menuitem', { name: 'Of what counter was answered' }).click();
  await page.getByRole('combobox', { name: 'Target' }).selectOption('example:visit-counter');
  await press(page, 'Run');
  // What was not called was not recorded.
  await (await result(page)).getByRole('button', { name: 'Answer with mocks' }).click();
  await page.getByRole('listitem', { name: 'Mock of set' }).waitFor();
  await press(page, 'Run');
  await says(await result(page), 'ok([("Ada", 2), ("Tim", 1)])');
});

userTest('a user traces hundreds of calls, finds one of them, and copies it', { context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
  await chooseSample(page, /Key-value/);
  const names = Array.from({ length: 300 }, (_, index) => `"visitor ${index}"`);
  await fillLine(page, `[${names.join(', ')}]`);
  await page.getByRole('switch', { name: 'Trace the wires' }).check();
  await press(page, 'Run');
  const trace = (await result(page)).getByRole('region', { name: 'Trace' });
  await says(trace, /Trace · 9\d\d calls/);
  await trace.getByRole('searchbox', { name: 'Search the trace' }).fill('visitor 299');
  await says(trace, /bucket\.set\(#1, "visitor 299", "1"\)/);
  await press(page, 'Copy');
  await page.waitForFunction(() => navigator.clipboard.readText().then((it) => it.includes('  counter → kv [method]bucket.set(#1, "visitor 299", "1")')));
});

userTest('a user answers missing imports by hand, and keeps the result as an expectation', {}, async (page) => {
  await chooseSample(page, /Key-value/);
  await page.getByRole('combobox', { name: 'Target' }).selectOption('example:visit-counter');
  await choose(page, 'change-motto');
  await fillLine(page, '"new"');
  await press(page, 'Run');
  await (await result(page)).getByRole('button', { name: 'Answer with mocks' }).click();
  const mock = page.getByRole('listitem', { name: 'Mock of set' });
  await mock.getByRole('textbox', { name: 'Result 1 of set (WAVE)' }).fill('ok(some("old"))');
  await mock.getByRole('textbox', { name: 'Result 1 of set (WAVE)' }).press('Tab');
  await press(page, 'Run');
  await says(await result(page), 'ok(some("old"))');
  await press(page, 'Make a component of them');
  await says(page.getByRole('region', { name: 'Components' }), /kv-mock/);

  await page.getByText(/Calls made/).click();
  await page.getByRole('list', { name: 'Calls made' }).getByRole('button', { name: 'Expect this' }).first().click();
  const expectations = page.getByRole('region', { name: 'Expectations' });
  await expectations.getByRole('button', { name: 'Check all' }).click();
  await says(expectations, '1 of 1 met');
  await mock.getByRole('textbox', { name: 'Result 1 of set (WAVE)' }).fill('err("full")');
  await mock.getByRole('textbox', { name: 'Result 1 of set (WAVE)' }).press('Tab');
  await expectations.getByRole('button', { name: 'Check all' }).click();
  await says(expectations, '0 of 1 met', 'err("full")');

  // The component of the mocks follows them.
  const set = ['example:kv-mock', 'example:kv/store@0.1.0#set', '"key", "value"'];
  const answer = () => page.evaluate((set) => window.dovetail.call(...set), set);
  await until(page, async () => (await answer()).result === 'err("full")');
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
