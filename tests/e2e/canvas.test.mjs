// The diagram as an editor: whatever is done there is an edit of the WAC text.

import assert from 'node:assert/strict';

import { says, until, userTest } from './support/user.mjs';

const PROCESS = 'example:text/process@0.1.0';

const canvas = (page) => page.getByRole('region', { name: 'Canvas', exact: true });
const node = (page, name) => canvas(page).getByRole('button', { name });
const port = (page, name) => canvas(page).getByRole('button', { name });

/** Waits until the composition's text is like this. */
function wac(page, pattern) {
  return page.waitForFunction(
    async (source) => new RegExp(source).test(await window.dovetail.getFile('compose.wac')),
    pattern.source,
  );
}

/** The middle of what is drawn of a port, or of a box. */
async function middle(locator) {
  await locator.waitFor();
  const mark = locator.locator('svg');
  const box = await ((await mark.count()) > 0 ? mark : locator).boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Takes the wire between the two components of the first sample away. */
async function cut(page) {
  await port(page, `imports ${PROCESS}, provided`).focus();
  await page.keyboard.press('Delete');
  await port(page, `imports ${PROCESS}, left open`).waitFor();
}

userTest('a wire is drawn by dragging, and undone', {}, async (page) => {
  await cut(page);
  await drag(page, await middle(port(page, `exports ${PROCESS}, unused`)), await middle(port(page, `imports ${PROCESS}, left open`)));
  await port(page, `imports ${PROCESS}, provided`).waitFor();
  await wac(page, /new example:text-reporter \{[^}]*processor/);
  await node(page, /^reporter,/).focus();
  await page.keyboard.press('ControlOrMeta+z');
  await port(page, `imports ${PROCESS}, left open`).waitFor();
});

userTest('a wire is made by pressing its two ends', {}, async (page) => {
  await cut(page);
  await port(page, `exports ${PROCESS}, unused`).click();
  await port(page, `imports ${PROCESS}, left open`).click();
  await port(page, `imports ${PROCESS}, provided`).waitFor();
});

userTest('a wire is made with the keyboard alone', {}, async (page) => {
  await cut(page);
  await node(page, /^reporter,/).focus();
  await page.keyboard.press('c');
  await says(page.getByRole('status', { name: 'Changes' }), /process of processor, 1 of 1/);
  await page.keyboard.press('Enter');
  await port(page, `imports ${PROCESS}, provided`).waitFor();
});

userTest('a component dropped on the diagram becomes an instance there', {}, async (page) => {
  await node(page, /^processor,/).waitFor();
  await page.getByRole('region', { name: 'Components' }).getByText('text-processor').dragTo(canvas(page), {
    targetPosition: { x: 200, y: 60 },
  });
  await wac(page, /let \S+ = new example:text-processor[^;]*;[^]*new example:text-processor/);
  await node(page, /example:text-processor/).nth(1).waitFor();
  // It stands where it was dropped.
  await until(page, async () => {
    const box = await node(page, /example:text-processor/).last().boundingBox();
    const frame = await canvas(page).boundingBox();
    return Math.abs(box.y - frame.y - 60) < 60;
  });
});

userTest('a component that fits goes into a wire, and out of it', {}, async (page) => {
  // What goes in between imports the interface and exports it again.
  await page.evaluate(async () => {
    const { dovetail } = window;
    await dovetail.setFile('wit/audit.wit', 'package example:text@0.1.0;\n\nworld audit {\n  import process;\n  export process;\n}\n');
    await dovetail.diagnostics();
    await dovetail.stub('example:text/audit@0.1.0');
  });
  const item = page.getByRole('region', { name: 'Components' }).getByText('audit-stub');
  await item.waitFor();
  const [from, to] = [await middle(port(page, `exports ${PROCESS}`)), await middle(port(page, `imports ${PROCESS}, provided`))];
  const frame = await canvas(page).boundingBox();
  await item.dragTo(canvas(page), { targetPosition: { x: (from.x + to.x) / 2 - frame.x, y: (from.y + to.y) / 2 - frame.y } });
  await wac(page, /new example:audit-stub \{[^}]*processor/);
  await node(page, /^audit-stub,/).focus();
  await page.keyboard.press('ControlOrMeta+Delete');
  await node(page, /^audit-stub,/).waitFor({ state: 'detached' });
  await wac(page, /new example:text-reporter \{[^}]*processor/);
});

userTest('an export gets another name', {}, async (page) => {
  await node(page, /^report, export/).dblclick();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('summary');
  await page.keyboard.press('Enter');
  await wac(page, /export reporter\S* as "?summary"?/);
  await node(page, /^summary, export/).waitFor();
});

userTest('nodes are copied and pasted as WAC', { context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
  await node(page, /^processor,/).click();
  await page.keyboard.press('ControlOrMeta+c');
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('new example:text-processor'));
  await page.keyboard.press('ControlOrMeta+v');
  await wac(page, /new example:text-processor[^]*new example:text-processor/);
});

userTest('a node stays where it was put', {}, async (page) => {
  const at = async () => (await node(page, /^processor,/).boundingBox()) ?? {};
  const before = await at();
  await drag(page, { x: before.x + 40, y: before.y + 12 }, { x: before.x + 40, y: before.y + 92 });
  const gap = async () => (await at()).y - (await node(page, /^reporter,/).boundingBox()).y;
  await until(page, async () => Math.abs((await gap()) - 80) <= 8);
  const moved = await gap();
  await page.getByText(/^Saved/).waitFor();
  await page.reload();
  await node(page, /^processor,/).waitFor();
  await until(page, async () => Math.round(await gap()) === Math.round(moved));
});

userTest('a text in error is not edited from the diagram', {}, async (page) => {
  await node(page, /^processor,/).waitFor();
  await page.evaluate(async () => {
    const text = await window.dovetail.getFile('compose.wac');
    await window.dovetail.setFile('compose.wac', `${text}\nlet x = new example:nowhere {};\n`);
  });
  await says(canvas(page), /has an error/);
  await node(page, /^processor,/).focus();
  await page.keyboard.press('Delete');
  await says(page.getByRole('status', { name: 'Messages' }), /error, which comes first/);
});
