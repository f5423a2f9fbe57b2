// What a run is given beside its call, and what it leaves behind.

import { addFiles, finds, picked, press, result, says, userTest } from './support/user.mjs';

userTest('a user sees the files that a run left, and keeps them for the next', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/files3.wasm')]);
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:files3');
  const file = page.getByRole('list', { name: 'Files after the run' }).getByRole('listitem');
  // Each time another size, which tells this run's file from the last one's.
  const write = async (size) => {
    await page.getByLabel('Arguments, one a line').fill(`large\n${size}`);
    await press(page, 'Run');
    await says(file, `${size} B`);
  };
  await write(100);
  await says(file, 'made');
  await file.getByRole('button', { name: /^Download/ }).waitFor();

  await page.getByRole('button', { name: 'Host' }).press('Enter');
  await page.getByRole('switch', { name: 'Keep files and buckets' }).check();
  await page.keyboard.press('Escape');
  await write(200);
  await says(file, 'made');
  await write(300);
  await says(file, 'changed');

  await page.getByRole('button', { name: 'Host' }).press('Enter');
  await page.getByRole('button', { name: 'Forget what is kept' }).press('Enter');
  await says(page.locator('body'), 'Nothing is kept of its runs.');
  await page.keyboard.press('Escape');
  await write(400);
  await says(file, 'made');
});

userTest('a user is told what no tab can give, and where it can be had', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/sockets3.wasm')]);
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:sockets3');
  await page.getByLabel('Arguments, one a line').fill('outside');
  await press(page, 'Run');
  const denied = (await result(page)).getByRole('region', { name: 'Asked for in vain' });
  await says(denied, 'tcp 192.0.2.1:80', /server only/);
  await denied.getByRole('button', { name: 'Run on the server' }).press('Enter');
  await says(await result(page), 'on the server');
  await finds(denied, 0);
});
