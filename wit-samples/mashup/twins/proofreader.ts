// Prints what the rules say about a text, and where: the twin, in TypeScript, of the component in Rust.

import { review } from 'example:prose/rules@0.1.0';
import { split } from 'example:prose/words@0.1.0';
import type { Word } from 'example:prose/words@0.1.0';

const told = ({ text, line, column }: Word, advice: string): string => `${line}:${column} \`${text}\`: ${advice}`;

export const report = {
  proofread(text: string): string[] {
    const words = split(text);
    return review(words.map(({ text }) => text)).flatMap(({ at, advice }) => {
      // Rules that somebody writes may name a word that is not there.
      const word = words[at];
      return word === undefined ? [] : [told(word, advice)];
    });
  },
} satisfies typeof import('example:prose/report@0.1.0');
