// What a user does below components: WAT, core modules, and the canonical ABI.

import { setFiles } from './support/editor.mjs';
import { addFiles, press, replaceText, result, says, userTest } from './support/user.mjs';

const WORLD = 'package my:adder;\n\nworld adder {\n  export add: func(a: u32, b: u32) -> u32;\n}\n';

/** A core module that exports one function. */
const module = (name, body = 'i32.const 42') =>
  `(module\n  (func (export "${name}") (param i32 i32) (result i32)\n    (${body})))\n`;

userTest('a user writes a core module in WAT and makes a component of it', {}, async (page) => {
  await setFiles(page, { 'adder/adder.wit': WORLD });
  await addFiles(page, [{ name: 'adder.wat', mimeType: 'text/plain', buffer: Buffer.from(module('plus')) }]);
  const making = page.getByRole('region', { name: 'Make a component of it' });
  await making.getByLabel('As a component of').selectOption('my:adder/adder');
  await says(making, 'export missing', '(func (param i32 i32) (result i32))');
  await replaceText(page, 'adder.wat', module('add'));
  await says(making, 'It fits.');
  await press(page, 'Make a component of it');
  await making.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Target' }).selectOption('local:adder');
  await press(page, 'Run');
  await says(await result(page), '42');

  const standing = page.getByRole('group', { name: 'Component `local:adder`' });
  await replaceText(page, 'adder.wat', module('add', 'i32.constant 42'));
  await says(standing, 'Not built: 1 error');
  await page.getByRole('tab', { name: /^Problems/ }).press('Enter');
  const problems = page.getByRole('region', { name: 'Problems' });
  await says(problems, /unknown operator or unexpected token/);
  await replaceText(page, 'adder.wat', module('sum'));
  await says(problems, /the world asks for an export/);
});

userTest('a user looks at the canonical ABI of a function', {}, async (page) => {
  await setFiles(page, {
    'shop/shop.wit':
      'package my:shop;\n\nworld shop {\n  record item { name: string, sold: bool, price: f64 }\n  export sell: func(item: item) -> u32;\n  export stock: func() -> list<item>;\n}\n',
  });
  await page.getByRole('tab', { name: 'World' }).press('Enter');
  const world = page.getByRole('region', { name: 'World', exact: true });
  await world.getByRole('button', { name: 'ABI', exact: true }).press('Enter');
  await world.getByLabel('World', { exact: true }).selectOption({ label: 'my:shop/shop' });
  await says(world, 'item.name pointer');
  const item = world.getByRole('table', { name: 'Bytes of item' });
  await item.getByRole('row', { name: /^9 gap\s+7$/ }).waitFor();
  await item.getByRole('row', { name: /^16 price f64 8$/ }).waitFor();
  await world.getByLabel('Function').selectOption({ label: 'stock' });
  await says(world, /a pointer to it is returned/, /cabi_post_stock/);
});
