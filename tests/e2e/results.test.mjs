// Point 5: what a run wrote and gave, and what is done with it.

import { setFiles } from './support/editor.mjs';
import { addFiles, chooseSample, picked, press, ready, result, says, userTest } from './support/user.mjs';

userTest('a user writes lines to a program while it runs, and ends its input', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/cli.wasm')]);
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:cli');
  await page.getByLabel('Arguments, one a line').fill('lines');
  await page.getByLabel('Arguments, one a line').press('Tab');
  await page.getByRole('switch', { name: 'Type input while it runs' }).check();
  await press(page, 'Run');
  const line = page.getByRole('textbox', { name: 'A line of standard input' });
  await line.fill('Ada');
  await line.press('Enter');
  const output = page.getByRole('log', { name: 'Output' });
  await says(output, 'stdin', '0 Ada');
  await line.fill('Tim');
  await line.press('Enter');
  await says(output, '1 Tim');
  await line.press('Control+d');
  await says(await result(page), 'Exited with 0');
});

userTest('a user types bytes, and sees the same bytes come back as text and as JSON', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/types.wasm')]);
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:types');
  await page.getByRole('combobox', { name: 'Function' }).selectOption('echo-bytes');
  const call = page.getByRole('region', { name: 'Call' });
  await call.getByRole('textbox', { name: 'x', exact: true }).fill('64 6f 76');
  await says(call, '[100, 111, 118]');
  await call.getByRole('textbox', { name: 'x', exact: true }).fill('64 6');
  await says(call, /half a byte/);
  await call.getByRole('textbox', { name: 'x', exact: true }).fill('64 6f 76 65 74 61 69 6c');
  await says(call, '[100, 111, 118, 101, 116, 97, 105, 108]');
  await press(page, 'Run');
  const answer = await result(page);
  await answer.getByRole('button', { name: 'Bytes', exact: true }).click();
  await says(answer, 'dovetail', '8 B');
  await answer.getByRole('button', { name: 'Hex', exact: true }).click();
  await says(answer, /00000000 {2}64 6f 76/);
});

userTest('a user compares two results, and finds the calls again with their workspace', {}, async (page) => {
  await chooseSample(page, /Greeter/);
  const line = page.getByRole('textbox', { name: 'Arguments (WAVE)' });
  for (const name of ['Ada', 'Tim']) {
    await line.fill(`{name: "${name}", age: 36}`);
    await press(page, 'Run');
    await says(await result(page), new RegExp(name));
  }
  await page.getByText('Calls made · 2').click();
  const calls = page.getByRole('list', { name: 'Calls made' });
  for (const call of [1, 0]) await calls.getByRole('button', { name: 'Compare' }).nth(call).click();
  const compared = page.getByRole('region', { name: 'Comparison' });
  await says(compared, '1 line differs.');
  await compared.locator('del').filter({ hasText: 'Ada' }).first().waitFor();
  await compared.locator('ins').filter({ hasText: 'Tim' }).first().waitFor();

  await page.getByText(/^Saved/).waitFor();
  await page.reload();
  await ready(page);
  await press(page, 'Run');
  await result(page);
  await page.getByText('Calls made · 3').waitFor();

  await chooseSample(page, /Key-value/);
  await page.getByText(/^Calls made/).waitFor({ state: 'detached' });
  await press(page, 'Undo');
  await page.getByText('Calls made · 3').waitFor();
});

userTest('a trap marks on the canvas which of two instances of a component it was in', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/faults.wat')]);
  await setFiles(page, {
    'compose.wac': `package local:composition;
let sound = new local:faults {};
let broken = new local:faults {};
export sound.spin;
export broken.trap;
`,
  });
  await page.getByRole('combobox', { name: 'Target' }).selectOption({ label: 'Composition' });
  await page.getByRole('combobox', { name: 'Function' }).selectOption('trap');
  await press(page, 'Run');
  await says(await result(page), /unreachable/, 'broken');
  const node = page.getByRole('region', { name: 'Canvas' }).getByRole('button', { name: /^broken, .*, trapped$/ });
  await node.waitFor();
});
