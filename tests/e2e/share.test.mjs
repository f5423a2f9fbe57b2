// Points 7 and 8: the workspace as a link, and work that is kept.

import assert from 'node:assert/strict';

import { setFiles } from './support/editor.mjs';
import { addFiles, picked, press, ready, replaceText, result, says, userTest } from './support/user.mjs';

const share = async (page) => {
  await page.getByRole('button', { name: 'Share' }).press('Enter');
  const link = await page.getByRole('dialog').getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  return new URL(link);
};

userTest('a link restores the workspace, runs nothing and overwrites nothing', {}, async (page) => {
  await replaceText(page, 'wit/text.wit', 'package shared:words@1.0.0;\n');
  await page.getByRole('textbox', { name: 'Arguments (WAVE)' }).fill('"from a link"');
  const link = await share(page);
  assert.match(link.hash, /^#1[\w-]+$/);

  const visitor = await page.context().browser().newPage();
  await visitor.goto(link.href);
  await visitor.getByRole('region', { name: 'Shared workspace' }).waitFor();
  await says(visitor.getByRole('region', { name: 'Result' }), /Nothing has run yet/);
  await visitor.getByRole('tab', { name: 'wit/text.wit' }).press('Enter');
  await says(visitor.getByRole('tabpanel', { name: 'wit/text.wit' }), /shared:words@1.0.0/);
  await press(visitor, 'Run');
  await says(await result(visitor), '"3 words: from a link"');
  await visitor.close();
});

userTest('a link names the components that the visitor must bring', {}, async (page) => {
  const types = await picked('tests/components/types.wasm');
  await addFiles(page, [types]);
  await says(page.getByRole('region', { name: 'Components' }), /types/);
  await setFiles(page, { 'compose.wac': 'package a:b;\n\nlet it = new local:types { ... };\n\nexport it...;\n' });
  const link = await share(page);
  const visitor = await page.context().browser().newPage();
  await visitor.goto(link.href);
  await says(visitor.getByRole('navigation', { name: 'Workspace' }), /file is missing/);
  const canvas = visitor.getByRole('region', { name: 'Canvas', exact: true });
  const placeholder = canvas.getByRole('listitem').filter({ hasText: 'local:types' });
  await says(placeholder, /Bring your own file, SHA-256 [0-9a-f]{12}…/);
  await placeholder.getByLabel('Pick the file of local:types').setInputFiles([types]);
  await canvas.getByRole('button', { name: /^it, local:types/ }).waitFor();
  await visitor.close();
});

userTest('a damaged link says so and opens an empty workspace', { path: '/#1AAAAdamaged' }, async (page) => {
  await says(page.getByRole('status', { name: 'Messages' }), /link/i);
});

userTest('work is there again after a reload', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/faults.wat')]);
  await says(page.getByRole('region', { name: 'Components' }), /faults/);
  await replaceText(page, 'wit/text.wit', 'package kept:words@1.0.0;\n');
  await page.getByRole('textbox', { name: 'Name of the workspace' }).fill('Kept');
  await page.getByRole('textbox', { name: 'Name of the workspace' }).press('Tab');
  await says(page.getByRole('banner'), /^Saved/);
  await page.reload();
  await ready(page);
  assert.equal(await page.getByRole('textbox', { name: 'Name of the workspace' }).inputValue(), 'Kept');
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:faults');
  await page.getByRole('tab', { name: 'wit/text.wit' }).press('Enter');
  await says(page.getByRole('tabpanel', { name: 'wit/text.wit' }), /kept:words@1.0.0/);
});

userTest('a workspace that is open in two tabs is changed in one of them', {}, async (page) => {
  const tab = (page) => page.getByRole('tab', { name: 'wit/text.wit' });
  const editor = (page) => page.getByRole('tabpanel', { name: 'wit/text.wit' }).getByRole('textbox');
  await tab(page).press('Enter');
  await editor(page).press('ControlOrMeta+Home');
  await page.keyboard.type('// one');
  await says(page.getByRole('banner'), /^Saved/);

  const other = await page.context().newPage();
  await other.goto(page.url());
  const elsewhere = (page) => page.getByRole('region', { name: 'Open in another tab' });
  await elsewhere(other).waitFor();
  await editor(other).press('ControlOrMeta+Home');
  await other.keyboard.type('// refused');
  await says(editor(other), '// one');
  await press(other, 'Take over');
  await elsewhere(other).waitFor({ state: 'detached' });
  await elsewhere(page).waitFor();
  await editor(other).press('ControlOrMeta+Home');
  await other.keyboard.type('// two ');
  await says(other.getByRole('banner'), /^Saved/);
  await other.close();
  await elsewhere(page).waitFor({ state: 'detached' });
  await says(editor(page), '// two // one');
});
