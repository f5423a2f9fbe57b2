// Point 4: WAC text and components give a graph and a component that validates.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { addFiles, chooseSample, picked, press, replaceText, says, userTest } from './support/user.mjs';

const canvas = (page) => page.getByRole('region', { name: 'Canvas' });

userTest('a user plugs one component into another and downloads what comes out', {}, async (page) => {
  await chooseSample(page, /New workspace/);
  await addFiles(page, [
    await picked('wit-samples/text-bridge/text-processor.wasm'),
    await picked('wit-samples/text-bridge/text-reporter.wasm'),
  ]);
  await page.getByRole('button', { name: 'Actions for local:text-processor' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Plug into local:text-reporter' }).press('Enter');
  await page.getByRole('tab', { name: 'Canvas' }).press('Enter');
  await canvas(page).getByRole('button', { name: /local:text-reporter/ }).waitFor();
  await press(page, 'Close the inspector');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('region', { name: 'Inspector' }).getByRole('button', { name: 'Download .wasm' }).press('Enter'),
  ]);
  const bytes = await readFile(await download.path());
  assert.equal(bytes.subarray(0, 8).toString('hex'), '0061736d0d000100');
  assert.ok(bytes.length > 20_000);
});

userTest('a text in error keeps the last good graph and says where it is wrong', {}, async (page) => {
  await replaceText(page, 'compose.wac', 'package a:b;\nlet x = new example:nowhere {};\n');
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(page.getByRole('region', { name: 'Problems' }), /example:nowhere/, 'compose.wac:2:13');
  await page.getByRole('tab', { name: 'Canvas' }).press('Enter');
  await says(canvas(page), /error/i);
  await canvas(page).getByRole('button', { name: /processor/ }).waitFor();
});
