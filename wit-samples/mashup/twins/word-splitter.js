// Finds the words of a text: the twin, in JavaScript, of the component in C.

// From U+2000 on is general punctuation, of which U+2019 is the apostrophe of typesetters.
const WORD = /[A-Za-z0-9'\-\u{c0}-\u{1fff}\u{2019}\u{2070}-\u{10ffff}]+/gu;

const characters = (text) => [...text].length;

export const words = {
  split: (text) =>
    text.split('\n').flatMap((line, above) =>
      Array.from(line.matchAll(WORD), ({ 0: text, index }) => ({
        text,
        line: above + 1,
        column: characters(line.slice(0, index)) + 1,
      })),
    ),
};
