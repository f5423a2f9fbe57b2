// Prints what the rules say about a text: the twin, in TypeScript, of the component in Rust.

import { review } from 'example:prose/rules@0.1.0';
import { split } from 'example:prose/words@0.1.0';
import type { Word } from 'example:prose/words@0.1.0';

const counted = (count: number): string =>
  count === 0 ? 'nothing to remark' : count === 1 ? '1 remark' : `${count} remarks`;

/** A line with a word underlined, and the advice on it. */
function marked(line: string, { text, line: number, column }: Word, advice: string): string {
  const margin = String(number);
  const underline = ' '.repeat(column - 1) + '^'.repeat([...text].length);
  return `\n\n${margin} | ${line}\n${' '.repeat(margin.length)} | ${underline} ${advice}`;
}

export const report = {
  proofread(text: string): string {
    const words = split(text);
    const remarks = review(words.map(({ text }) => text));
    const lines = text.split('\n');
    const told = remarks.map(({ at, advice }) => {
      // Rules that somebody writes may name a word that is not there.
      const word = words[at];
      return word === undefined ? '' : marked(lines[word.line - 1] ?? '', word, advice);
    });
    return counted(remarks.length) + told.join('');
  },
} satisfies typeof import('example:prose/report@0.1.0');
