// Points 1 and 5: ▶ runs what is on the page, with the keyboard alone.

import assert from 'node:assert/strict';

import { addFiles, chooseSample, picked, press, result, says, userTest } from './support/user.mjs';

userTest('a newcomer presses Run on the sample that is already composed', {}, async (page) => {
  await page.getByRole('region', { name: 'Canvas' }).getByRole('button', { name: /processor/ }).waitFor();
  await press(page, 'Run');
  const answer = await result(page);
  await says(answer, '"6 words: The Component Model is production ready"', 'in your browser');
  const stages = await answer.getByRole('listitem').allInnerTexts();
  for (const stage of ['fetch', 'transpile', 'compile', 'instantiate', 'call']) {
    assert.match(stages.find((it) => it.startsWith(stage)) ?? '', /\d/, `${stage} in ${stages}`);
  }
});

userTest('a user fills the form of a record, and the WAVE line says the same', {}, async (page) => {
  await chooseSample(page, /Greeter/);
  await page.getByRole('textbox', { name: 'who name string' }).fill('Grace "Amazing" Hopper');
  await page.getByRole('textbox', { name: 'who name string' }).press('Tab');
  const line = page.getByRole('textbox', { name: 'Arguments (WAVE)' });
  await page.waitForFunction((it) => it.value.includes('Grace \\"Amazing\\" Hopper'), await line.elementHandle());
  await page.keyboard.press('ControlOrMeta+Enter');
  await says(await result(page), /Grace/);
});

userTest('a user types WAVE, is told where it is wrong, and mends it', {}, async (page) => {
  await chooseSample(page, /Greeter/);
  const line = page.getByRole('textbox', { name: 'Arguments (WAVE)' });
  await line.fill('{name: "Ada", age: -1}');
  await says(page.getByRole('region', { name: 'Call' }), /-1|range/);
  await line.fill('{name: "Ada", age: 36}');
  await line.press('ControlOrMeta+Enter');
  await says(await result(page), /Ada/);
});

userTest('a user runs a command with arguments, environment and stdin', {}, async (page) => {
  await chooseSample(page, /CLI|hello/i);
  await page.getByLabel('Arguments, one a line').fill('cli-hello\none\ntwo words');
  await page.getByLabel('Environment, NAME=value a line').fill('SHAPE=dovetail');
  await page.getByLabel('Standard input').fill('typed just now\nsecond\n');
  await page.getByLabel('Standard input').press('ControlOrMeta+Enter');
  await says(await result(page), /two words/, /dovetail/, /typed just now/, 'Exited with 0');
});

userTest('a trap, a stop, a time limit and a missing import are told, and the next run works', {}, async (page) => {
  await addFiles(page, [await picked('tests/components/faults.wat'), await picked('tests/components/orphan.wat')]);
  const target = page.getByRole('combobox', { name: 'Target' });
  const choose = (name) => page.getByRole('combobox', { name: 'Function' }).selectOption(name);

  await target.selectOption('local:faults');
  await choose('trap');
  await press(page, 'Run');
  await says(await result(page), /unreachable/);

  await choose('spin');
  await press(page, 'Run');
  await press(page, 'Stop');
  await says(await result(page), 'Stopped');

  await page.getByLabel('Time limit').fill('0.3');
  await page.getByLabel('Time limit').press('Tab');
  await press(page, 'Run');
  await says(await result(page), /Ended after 0.3 s/);

  await target.selectOption('local:orphan');
  await press(page, 'Run');
  await says(await result(page), /example:nobody\/answers@0.1.0/);

  await target.selectOption('local:faults');
  await choose('overflow');
  await press(page, 'Run');
  await says(await result(page), /stack/i);
});
