// The diagram under a pointer: boxes round nodes, wires that get another end, menus, two fingers.

import { cursorAfter } from './support/editor.mjs';
import { press, repositoryFile, says, userTest } from './support/user.mjs';

const PROCESS = 'example:text/process@0.1.0';

const canvas = (page) => page.getByRole('region', { name: 'Canvas', exact: true });
const button = (page, name) => canvas(page).getByRole('button', { name });
const chosen = (page, name) => button(page, name).and(page.locator('[aria-pressed=true]')).waitFor();

/** Waits until the composition's text is like this. */
function wac(page, pattern) {
  return page.waitForFunction(
    async (source) => new RegExp(source).test(await window.dovetail.getFile('compose.wac')),
    pattern.source,
  );
}

/** Makes this the composition, once it is drawn. */
async function compose(page, statements, lastNode) {
  await page.evaluate(async (statements) => {
    await window.dovetail.setFile('compose.wac', `package example:test;\n\n${statements}`);
    await window.dovetail.compose();
  }, statements);
  await button(page, lastNode).waitFor();
}

/** Where a thing is, once it stands still. */
async function place(locator) {
  return locator.evaluate(async (element) => {
    for (let before; ;) {
      await new Promise(requestAnimationFrame);
      const { x, y, width, height } = element.getBoundingClientRect();
      const now = [x, y, width, height];
      if (before?.every((value, at) => value === now[at])) return { x, y, width, height };
      before = now;
    }
  });
}

async function middle(locator) {
  const { x, y, width, height } = await place(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** The mark of the port of a node. */
const mark = (page, node, port) => page.locator(`[data-node="instance:${node}"]`).getByRole('button', { name: port }).locator('svg');

const two = `let first = new example:text-processor {};
let second = new example:text-processor {};
let reporter = new example:text-reporter { ...first };
export reporter...;
`;

userTest('a box drawn round nodes chooses them, and they go together', {}, async (page) => {
  await compose(page, two, /^second,/);
  const [first, second] = [await place(button(page, /^first,/)), await place(button(page, /^second,/))];
  await page.keyboard.down('Shift');
  const top = Math.min(first.y, second.y) - 16;
  const bottom = Math.max(first.y + first.height, second.y + second.height) + 8;
  await drag(page, { x: first.x - 16, y: top }, { x: first.x + 24, y: bottom });
  await page.keyboard.up('Shift');
  await chosen(page, /^first,/);
  await chosen(page, /^second,/);
  await button(page, /^first,/).press('Delete');
  await button(page, /^second,/).waitFor({ state: 'detached' });
  await wac(page, /;\n+let reporter = new example:text-reporter \{ \.\.\. \}/);
});

userTest('the end of a wire is taken to another component', {}, async (page) => {
  await compose(page, two, /^second,/);
  const from = await middle(mark(page, 'first', /^exports/));
  await drag(page, { x: from.x + 18, y: from.y }, await middle(mark(page, 'second', /^exports/)));
  await wac(page, /new example:text-reporter \{[^}]*second/);
  await press(page, 'Undo');
  await wac(page, /new example:text-reporter \{ \.\.\.first \}/);
});

userTest('menus of the diagram do what is done by dragging', {}, async (page) => {
  const menu = async (locator, item) => {
    await locator.click({ button: 'right' });
    await page.getByRole('menuitem', { name: item }).press('Enter');
  };
  await compose(page, two, /^second,/);
  await menu(button(page, /^second,/), /^Delete Delete|^Delete$/);
  await button(page, /^second,/).waitFor({ state: 'detached' });
  await menu(button(page, `imports ${PROCESS}, provided`), /^Leave open/);
  await menu(button(page, `imports ${PROCESS}, left open`), /process of first/);
  await wac(page, /new example:text-reporter \{[^}]*first/);
  const frame = await place(canvas(page));
  await canvas(page).click({ button: 'right', position: { x: 40, y: frame.height / 2 } });
  await page.getByRole('menuitem', { name: 'Add example:text-processor' }).press('Enter');
  await button(page, /example:text-processor/).nth(1).waitFor();
});

userTest('the menu of a wire explains it, puts a component into it and takes it away', {}, async (page) => {
  // What goes in between imports the interface and exports it again.
  await page.evaluate(async () => {
    const { dovetail } = window;
    await dovetail.setFile('wit/audit.wit', 'package example:text@0.1.0;\n\nworld audit {\n  import process;\n  export process;\n}\n');
    await dovetail.diagnostics();
    await dovetail.stub('example:text/audit@0.1.0');
  });
  const choose = async (item) => {
    const [from, to] = [await middle(mark(page, 'processor', /^exports/)), await middle(mark(page, 'reporter', `imports ${PROCESS}`))];
    await page.mouse.click((from.x + to.x) / 2, (from.y + to.y) / 2, { button: 'right' });
    await page.getByRole('menu', { name: 'Wire' }).getByRole('menuitem', { name: item }).press('Enter');
  };
  await button(page, `imports ${PROCESS}, provided`).waitFor();
  await choose('Explain this wire');
  const report = page.getByRole('dialog', { name: 'Why a wire fits or not' });
  await says(report, /process of processor/);
  await page.keyboard.press('Escape');
  await report.waitFor({ state: 'hidden' });
  await choose('Insert a component');
  await page.getByRole('menu', { name: 'Insert' }).getByRole('menuitem', { name: /audit-stub/ }).press('Enter');
  await wac(page, /new example:audit-stub \{[^}]*processor/);
  await button(page, /^audit-stub,/).waitFor();
  await press(page, 'Undo');
  await button(page, /^audit-stub,/).waitFor({ state: 'detached' });
  await button(page, `imports ${PROCESS}, provided`).waitFor();
  await choose(/^Delete/);
  await button(page, `imports ${PROCESS}, left open`).waitFor();
});

userTest('a press on the small picture brings what is far away into sight', {}, async (page) => {
  const many = Array.from({ length: 40 }, (_, at) => `let p${at} = new example:text-processor {};\n`).join('');
  await compose(page, `${many}export p0...;\n`, /^p39,/);
  const map = page.getByRole('img', { name: 'The whole diagram' });
  await map.waitFor();
  const inSight = (name, isIt) =>
    button(page, name).evaluate((node, isIt) => new Promise((resolve) => {
      new IntersectionObserver(([it], seen) => {
        if (it.isIntersecting !== isIt) return;
        seen.disconnect();
        resolve();
      }).observe(node);
    }), isIt);
  for (let press = 0; press < 3; press += 1) await button(page, 'Zoom in').click();
  const { width, height } = await place(map);
  await map.click({ position: { x: width / 2, y: height - 8 } });
  await inSight(/^p39,/, true);
  await inSight(/^p0,/, false);
  await map.click({ position: { x: width / 2, y: 8 } });
  await inSight(/^p0,/, true);
  await inSight(/^p39,/, false);
});

userTest('two fingers zoom, one chooses and then carries', { context: { hasTouch: true } }, async (page) => {
  const node = button(page, /^processor,/);
  const at = await middle(node);
  const { x, y, height } = await place(canvas(page));
  const touch = await page.context().newCDPSession(page);
  const fingers = (type, ...points) => touch.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: points.map(([x, y], id) => ({ x, y, id })),
  });
  const zoom = page.getByRole('toolbar', { name: 'Diagram' });
  await says(zoom, '100 %');
  const level = y + height - 90;
  await fingers('touchStart', [x + 200, level], [x + 240, level]);
  for (let step = 1; step <= 5; step += 1) await fingers('touchMove', [x + 200 - 4 * step, level], [x + 240 + 4 * step, level]);
  await fingers('touchEnd');
  await says(zoom, '200 %');
  await button(page, 'Fit the diagram').tap();
  await says(zoom, '100 %');
  await node.tap();
  await chosen(page, /^processor,/);
  await fingers('touchStart', [at.x, at.y]);
  for (let step = 1; step <= 5; step += 1) await fingers('touchMove', [at.x, at.y + 12 * step]);
  await fingers('touchEnd');
  await page.waitForFunction(
    ([name, top]) => document.querySelector(name).getBoundingClientRect().y > top + 20,
    ['[data-node="instance:processor"]', at.y - 20],
  );
});

userTest('a copy keeps the wires that lead into it', { context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
  await button(page, /^reporter,/).click();
  await page.keyboard.press('ControlOrMeta+c');
  await says(page.getByRole('status', { name: 'Changes' }), 'Copied as WAC');
  await page.keyboard.press('ControlOrMeta+Shift+v');
  await wac(page, /new example:text-reporter \{[^}]*processor[^}]*\}[^]*new example:text-reporter \{[^}]*processor/);
});

userTest('what is chosen in the diagram is marked in the text, and the other way round', {}, async (page) => {
  await button(page, /^reporter,/).click();
  await page.getByRole('tab', { name: 'compose.wac' }).click();
  const marked = page.getByRole('tabpanel', { name: 'compose.wac' }).locator('.cm-chosen');
  await says(marked, /let reporter/);
  await cursorAfter(page, 'compose.wac', 'let processor');
  await says(marked, /let processor/);
  await page.getByRole('tab', { name: 'Canvas' }).click();
  await chosen(page, /^processor,/);
});

userTest('a problem of a wire says why, and shows the item that differs', {}, async (page) => {
  const odd = await repositoryFile('tests/components/odd-processor.wat');
  await page.evaluate(async (bytes) => {
    const { dovetail } = window;
    await dovetail.addComponent('test:odd-processor', new Uint8Array(bytes));
    const process = '"example:text/process@0.1.0"';
    const text = `let odd = new test:odd-processor {};\nlet reporter = new example:text-reporter { ${process}: odd[${process}] };`;
    await dovetail.setFile('compose.wac', `package example:test;\n\n${text}\nexport reporter...;\n`);
  }, [...odd]);
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Why?' }).press('Enter');
  const report = page.getByRole('dialog', { name: 'Why a wire fits or not' });
  await says(report, /cannot provide process of example:text-reporter/, /record cleaned is missing/);
  await report.getByRole('button', { name: 'Show example:text-reporter in WIT' }).press('Enter');
  await page.getByRole('region', { name: 'cleaned' }).and(page.locator(':focus')).waitFor();
});
