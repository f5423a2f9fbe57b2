// Point 2: WIT is understood while it is typed.

import assert from 'node:assert/strict';

import { selects } from './support/editor.mjs';
import { replaceText, says, userTest } from './support/user.mjs';

const problems = (page) => page.getByRole('region', { name: 'Problems' });

userTest('a user types WIT and sees what is wrong, at its place', {}, async (page) => {
  await replaceText(page, 'wit/text.wit', 'package example:text@0.1.0;\n\n/// 😀 ünï\ninterface a {\n  f: func(x: strng) -> u32;\n}\n');
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(problems(page), /strng/, 'wit/text.wit:5:14');
  await problems(page).getByRole('button', { name: /strng/ }).press('Enter');
  await selects(page, 'strng');
  await page.keyboard.insertText('string');
  await says(problems(page), /No problems/);
});

userTest('a user names a package of WASI without bringing it', {}, async (page) => {
  await replaceText(page, 'wit/text.wit', 'package example:text@0.1.0;\n\nworld w {\n  import wasi:htp/types@0.2.4;\n}\n');
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(problems(page), /wasi:htp/, /wasi:http/);
  await replaceText(page, 'wit/text.wit', 'package example:text@0.1.0;\n\nworld w {\n  include wasi:http/proxy@0.2.4;\n  import wasi:clocks/monotonic-clock@0.3.0;\n}\n');
  await says(problems(page), /No problems/);
});

userTest('a user turns on the feature that an interface is behind, and off again', {}, async (page) => {
  await replaceText(page, 'wit/text.wit', 'package example:text@0.1.0;\n\nworld w {\n  import wasi:clocks/timezone@0.2.12;\n}\n');
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(problems(page), /is behind feature/);
  await problems(page).getByRole('button', { name: 'turn on feature clocks-timezone' }).press('Enter');
  await says(problems(page), /No problems/);
  await page.getByRole('tab', { name: 'World' }).press('Enter');
  const world = page.getByRole('region', { name: 'World', exact: true });
  await world.getByLabel('World', { exact: true }).selectOption({ label: 'example:text/w@0.1.0' });
  await says(world, /timezone/, 'unstable: clocks-timezone');
  await world.getByRole('checkbox', { name: 'clocks-timezone', checked: true }).press('Space');
  await says(problems(page), /is behind feature/);
  await replaceText(page, 'wit/text.wit', 'package example:text@0.1.0;\n\nworld w {\n  @unstable(feature = one)\n  import first: func();\n  @unstable(feature = two)\n  import second: func();\n}\n');
  await page.getByRole('tab', { name: 'World' }).press('Enter');
  await world.getByRole('checkbox', { name: 'All', checked: false }).press('Space');
  await says(problems(page), /No problems/);
  await says(world, /first/, /second/);
});

userTest('typing never blocks the page for over 50 ms', {}, async (page) => {
  await page.getByRole('tab', { name: 'wit/text.wit' }).press('Enter');
  const editor = page.getByRole('tabpanel', { name: 'wit/text.wit' }).getByRole('textbox');
  await editor.press('ControlOrMeta+End');
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((it) => it.duration)))
      .observe({ entryTypes: ['longtask'] });
  });
  // What else the machine does may block the page too, but not each time.
  const rounds = [];
  for (const name of ['one', 'two', 'three']) {
    await page.evaluate(() => (window.longTasks = []));
    for (const key of `\ninterface ${name} { f: func() -> u32; }\n`) await page.keyboard.type(key);
    await page.evaluate(() => window.dovetail.diagnostics());
    rounds.push(await page.evaluate(() => Math.max(0, ...window.longTasks)));
  }
  assert.ok(Math.min(...rounds) <= 50, `the longest tasks took ${rounds} ms`);
});
