/** Code that nobody edits, in the colours of the editor. */

import { highlightCode } from '@lezer/highlight';

import { wac } from './languages/wac.ts';
import { wit } from './languages/wit.ts';
import { highlighting } from './theme.ts';

/** What only a composition begins with. */
const WAC = /^(?:let|new|package \S+ targets)\b/;

/** A block of WIT, or of WAC. */
export function witBlock(code: string): HTMLElement {
  const block = document.createElement('pre');
  block.className = 'cm-code';
  const text = (code: string, classes: string) => block.append(classes === '' ? code : coloured(code, classes));
  const { parser } = WAC.test(code) ? wac : wit;
  highlightCode(code, parser.parse(code), highlighting, text, () => block.append('\n'));
  return block;
}

/** A block of a module. */
export function scriptBlock(code: string): HTMLElement {
  const block = document.createElement('pre');
  block.className = 'cm-code';
  block.textContent = code;
  return block;
}

/** A message with what stands in backticks as code. */
export function ticked(text: string): Node[] {
  return text.split('`').map((part, at) => {
    if (at % 2 === 0) return document.createTextNode(part);
    const code = document.createElement('code');
    code.textContent = part;
    return code;
  });
}

function coloured(text: string, classes: string): HTMLElement {
  const span = document.createElement('span');
  span.className = classes;
  span.textContent = text;
  return span;
}
