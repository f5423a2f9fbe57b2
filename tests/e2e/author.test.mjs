// What a user does who makes a component in the tab: begins from a world, writes JavaScript, runs it.

import assert from 'node:assert/strict';

import { cursorAfter, setFiles } from './support/editor.mjs';
import { press, replaceText, result, says, userTest } from './support/user.mjs';

const MODULE = 'text-processor.js';

/** How the component stands that is made of the open module. */
const standing = (page) => page.getByRole('group', { name: 'Component `example:text-processor2`' });

/** Begins a module for the first world of the workspace. */
async function implement(page) {
  await page.getByRole('tab', { name: 'Bindings' }).press('Enter');
  await page.getByRole('region', { name: 'Bindings', exact: true }).getByLabel('World').waitFor();
  await press(page, 'Implement in JavaScript');
  await page.getByRole('tab', { name: MODULE, selected: true }).waitFor();
  await says(standing(page), /^Built in/);
}

/** A module that says `word` and counts what it is given. */
const counting = (word) => `export const process = {
  clean(text) {
    const words = text.split(/\\s+/).filter(Boolean);
    return { text: ['${word}', ...words].join(' '), words: words.length };
  },
};
`;

userTest('a user implements a world in JavaScript and runs the component', {}, async (page) => {
  const requested = [];
  page.on('request', (request) => requested.push(request.url()));
  await implement(page);
  assert.ok(requested.some((url) => url.endsWith('/quickjs.wasm')), 'the engine comes when it is asked for');
  await replaceText(page, MODULE, counting('Counted:'));
  await page.getByRole('tab', { name: 'Run', exact: true }).press('Enter');
  await page.getByRole('combobox', { name: 'Target' }).selectOption('example:text-processor2');
  await page.getByRole('switch', { name: 'Run after builds' }).check();
  await press(page, 'Run');
  const answer = page.getByRole('region', { name: 'Result' });
  await says(answer, /Counted:/);
  await replaceText(page, MODULE, counting('Live:'));
  await says(answer, /Live:/);
});

userTest('a user is told at the place what is wrong with a module', {}, async (page) => {
  await implement(page);
  await replaceText(page, MODULE, 'export const process = {\n  clean(text) {\n    return ;;);\n  },\n};\n');
  await says(standing(page), 'Not built: 1 error');
  await page.getByRole('tab', { name: /^Problems/ }).press('Enter');
  const problems = page.getByRole('region', { name: 'Problems' });
  await says(problems, /unexpected token in expression/, MODULE);
  await replaceText(page, MODULE, 'export const process = {\n  cleans: (text) => ({ text, words: 1 }),\n};\n');
  await says(problems, /the function .?clean.? of .?process.? is missing; there is .?cleans/);
  await problems.getByRole('button', { name: /^rename .?cleans.? to .?clean/ }).press('Enter');
  await says(standing(page), /^Built in/);
});

const TYPED = 'text-processor.ts';

/** A module in TypeScript that imports another, and gives `words`. */
const typed = (words) => `import { words } from './lib/words';
import type { Cleaned } from 'example:text/process@0.1.0';

export const process = {
  clean(text: string): Cleaned {
    const found: string[] = words(text);
    return { text: found.join(' '), words: ${words} };
  },
} satisfies typeof import('example:text/process@0.1.0');
`;

/** Begins a module in TypeScript, and another that it imports. */
async function implementTyped(page) {
  await page.getByRole('tab', { name: 'Bindings' }).press('Enter');
  await page.getByRole('region', { name: 'Bindings', exact: true }).getByLabel('World').waitFor();
  await setFiles(page, { 'lib/words.ts': 'export const words = (text: string): string[] => text.split(/\\s+/).filter(Boolean);\n' });
  await press(page, 'Implement in TypeScript');
  await page.getByRole('tab', { name: TYPED, selected: true }).waitFor();
  await says(standing(page), /^Built in/);
}

userTest('a user makes a component of two modules in TypeScript', {}, async (page) => {
  await implementTyped(page);
  await replaceText(page, TYPED, typed('found.length'));
  const { size } = await page.evaluate(() => window.dovetail.build('example:text-processor2'));
  assert.ok(size > 0);
  await replaceText(page, TYPED, 'export const process = {\n  clean(text: string, : number) {},\n};\n');
  await says(standing(page), 'Not built: 1 error');
  await page.getByRole('tab', { name: /^Problems/ }).press('Enter');
  await says(page.getByRole('region', { name: 'Problems' }), /unexpected token/, TYPED);
});

userTest('a user is helped with the types of a world', {}, async (page) => {
  const requested = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.getByRole('tab', { name: 'Bindings' }).press('Enter');
  assert.ok(!requested.some((url) => /(typescript|strip)\.js$/.test(url)), 'nothing of TypeScript comes before it is used');
  await implementTyped(page);
  await replaceText(page, TYPED, typed("'many'"));
  await page.locator('.cm-lintRange-error', { hasText: 'words' }).hover();
  await says(page.locator('.cm-tooltip-lint'), 'Type string is not assignable to type number');
  await replaceText(page, TYPED, typed('found'));
  const editor = await cursorAfter(page, TYPED, 'words: found');
  await editor.press('.');
  await page.getByRole('option', { name: /length/ }).waitFor();
});

/** What the component of the sample that is written in Rust does, and a composition with it. */
const TWIN = {
  [MODULE]: `export const process = {
  clean(text) {
    const words = text.split(/\\s+/).filter(Boolean);
    return { text: words.join(' '), words: words.length };
  },
};
`,
  'compose.wac': `package example:text-bridge;

let processor = new example:text-processor2 { ... };
let reporter = new example:text-reporter { ...processor };
export reporter.report;
`,
};

userTest('a user composes with a component of JavaScript, which others build of the link', {}, async (page) => {
  await implement(page);
  await setFiles(page, TWIN);
  await page.evaluate(() => window.dovetail.build('example:text-processor2'));
  await page.getByRole('button', { name: 'Share' }).press('Enter');
  const link = await page.getByRole('dialog').getByRole('textbox', { name: 'Link' }).inputValue();
  const visitor = await page.context().browser().newPage();
  await visitor.goto(link);
  await says(visitor.getByRole('navigation', { name: 'Workspace' }), 'not built here yet');
  await visitor.getByRole('tab', { name: 'Canvas' }).press('Enter');
  const canvas = visitor.getByRole('region', { name: 'Canvas', exact: true });
  const placeholder = canvas.getByRole('listitem').filter({ hasText: 'example:text-processor2' });
  await says(placeholder, 'Built from source here, text-processor.js');
  await placeholder.getByRole('button', { name: 'Build' }).press('Enter');
  await canvas.getByRole('button', { name: /^processor, example:text-processor2/ }).waitFor();
  await press(visitor, 'Run');
  await says(await result(visitor), '"6 words: The Component Model is production ready"');
  await visitor.close();
});

userTest('a module that does not come to an end is stopped', {}, async (page) => {
  await implement(page);
  await replaceText(page, MODULE, 'for (;;);\n');
  await says(standing(page), /^Building/);
  await press(page, 'Stop');
  await says(standing(page), 'Stopped');
  await replaceText(page, MODULE, counting('Again:'));
  await says(standing(page), /^Built in/);
});

/** A module that plain ECMAScript is not enough for. */
const PLATFORM = `export const process = {
  clean(text) {
    const url = new URL('words?of=' + encodeURIComponent(text), 'https://example.org/all/');
    return { text: url.pathname + url.search, words: new TextEncoder().encode(text).length };
  },
};
`;

userTest('a user has the engine with the web platform build, once its size was agreed to', {}, async (page) => {
  // Megabytes are loaded and compiled.
  page.setDefaultTimeout(60_000);
  const requested = [];
  page.on('request', (request) => requested.push(request.url()));
  await implement(page);
  await replaceText(page, MODULE, PLATFORM);
  const engine = standing(page).getByRole('combobox', { name: 'Engine' });
  const question = page.getByRole('dialog', { name: 'Build with StarlingMonkey?' });
  await engine.selectOption('StarlingMonkey');
  await says(question, /about 4 MB.*about 12 MB.*up to 1\.5 GB/s);
  await press(page, 'Cancel');
  await question.waitFor({ state: 'hidden' });
  assert.equal(await engine.inputValue(), 'QuickJS');
  assert.ok(!requested.some((url) => url.includes('starlingmonkey')), 'nothing is loaded without consent');
  await engine.selectOption('StarlingMonkey');
  await press(page, 'Download and build');
  await says(standing(page), /^Built in .* 11\.\d MB$/);
  await page.getByRole('tab', { name: 'Run', exact: true }).press('Enter');
  await page.getByRole('combobox', { name: 'Target' }).selectOption('example:text-processor2');
  await press(page, 'Run');
  await says(page.getByRole('region', { name: 'Result' }), /all\/words\?of=.*words: \d+/s);
  await replaceText(page, MODULE, 'export const process = {\n  clean(text) {\n    return ;;);\n  },\n};\n');
  await says(standing(page), 'Not built: 1 error');
  await page.getByRole('tab', { name: /^Problems/ }).press('Enter');
  await says(page.getByRole('region', { name: 'Problems' }), /expected expression, got/, MODULE);
});
