// What users do inside a text, with the keyboard.

import assert from 'node:assert/strict';

/** The text box of the file of this path, once it is shown. */
export const box = (page, path) => page.getByRole('textbox', { name: `${path}, text editor` });

/** Puts files into the workspace. */
export async function setFiles(page, files) {
  await page.evaluate(async (files) => {
    for (const [path, text] of Object.entries(files)) await window.dovetail.setFile(path, text);
  }, files);
}

/** The text of a file as it is now. */
export const textOf = (page, path) => page.evaluate((path) => window.dovetail.getFile(path), path);

/** Opens a file with the cursor right behind the first `needle` in it; gives its text box. */
export async function cursorAfter(page, path, needle) {
  const at = (await textOf(page, path)).indexOf(needle) + needle.length;
  await page.evaluate(([path, at]) => window.dovetail.showFile(path, at), [path, at]);
  const editor = box(page, path);
  await editor.and(page.locator(':focus')).waitFor();
  return editor;
}

/** Waits until a file's text is, or matches, what is expected. */
export async function becomes(page, path, expected) {
  const pattern = expected instanceof RegExp ? { source: expected.source, flags: expected.flags } : null;
  const last = await page.evaluate(
    async ([path, expected, pattern]) => {
      const fits = (text) => (pattern === null ? text === expected : new RegExp(pattern.source, pattern.flags).test(text));
      const end = performance.now() + 20_000;
      for (;;) {
        const text = await window.dovetail.getFile(path);
        if (fits(text) || performance.now() > end) return text;
        await new Promise(requestAnimationFrame);
      }
    },
    [path, pattern === null ? expected : '', pattern],
  );
  if (pattern === null) assert.equal(last, expected);
  else assert.match(last, expected);
}

/** Waits until this text is selected. */
export const selects = (page, text) => page.waitForFunction((text) => String(getSelection()) === text, text);

/** Where the cursor is: what stands before it in its line, as the editor draws it. */
export const beforeCursor = (page) =>
  page.evaluate(() => {
    const { focusNode, focusOffset } = getSelection();
    const range = document.createRange();
    range.setStart(focusNode.parentElement.closest('.cm-line'), 0);
    range.setEnd(focusNode, focusOffset);
    return range.toString();
  });
