/** Code that nobody edits, in the colours of the editor. */

import { highlightCode } from '@lezer/highlight';

import { wit } from './languages/wit.ts';
import { highlighting } from './theme.ts';

/** A block of WIT. */
export function witBlock(code: string): HTMLElement {
  const block = document.createElement('pre');
  block.className = 'cm-code';
  const text = (code: string, classes: string) => block.append(classes === '' ? code : coloured(code, classes));
  highlightCode(code, wit.parser.parse(code), highlighting, text, () => block.append('\n'));
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
