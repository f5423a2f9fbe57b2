// Point 3: files are recognised by their content, and a broken one changes nothing.

import assert from 'node:assert/strict';

import { addFiles, picked, row, says, userTest } from './support/user.mjs';

const components = (page) => page.getByRole('region', { name: 'Components' });
const file = (name, bytes) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });

userTest('a user opens a component and reads its world', {}, async (page) => {
  await addFiles(page, [await picked('wit-samples/kv-store/kv-store.wasm', 'named wrongly.txt')]);
  await components(page).getByRole('button', { name: /named-wrongly/ }).first().press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await says(inspector, /valid/i, /resource/, /KB/);
});

userTest('a user opens a core module, a WAT text and WIT files together', {}, async (page) => {
  await addFiles(page, [
    file('core.wasm', [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
    await picked('tests/components/faults.wat'),
    file('extra.wit', 'package my:extra@1.0.0;\ninterface i { f: func(); }\n'),
  ]);
  await says(components(page), /core module/, 'faults');
  await row(page, /extra\.wit/).waitFor();
});

userTest('a broken file is refused with the byte at which it is broken', {}, async (page) => {
  const names = async () => {
    const rows = components(page).getByRole('button', { name: /^Actions for / });
    await rows.first().waitFor();
    return rows.evaluateAll((rows) => rows.map((row) => row.ariaLabel));
  };
  const before = await names();
  const whole = await picked('wit-samples/greeter/greeter.wasm');
  await addFiles(page, [file('cut.wasm', whole.buffer.subarray(0, 3000))]);
  await says(page.getByRole('status', { name: 'Messages' }), /cut\.wasm/, /at byte \d+/);
  assert.deepEqual(await names(), before);
});
