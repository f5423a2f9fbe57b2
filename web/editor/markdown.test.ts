import assert from 'node:assert/strict';
import { test } from 'node:test';

import { blocks, spans } from './markdown.ts';

/** A text as its blocks, a line each. */
function shape(markdown: string): string[] {
  return blocks(markdown).map((block) => {
    switch (block.kind) {
      case 'list':
        return `${block.isNumbered ? 'numbers' : 'bullets'}: ${block.items.join(' | ')}`;
      case 'code':
        return `${block.isWit ? 'wit' : 'code'}: ${JSON.stringify(block.text)}`;
      default:
        return `${block.kind}: ${block.text}`;
    }
  });
}

test('paragraphs are parted by blank lines', () => {
  assert.deepEqual(shape('One\n line.\n\n\nTwo.\n'), ['paragraph: One line.', 'paragraph: Two.']);
});

test('headings, lists and code', () => {
  const text = '# Errors\nText:\n- first\n  goes on\n- second\n\n1. a\n2. b\n```wit\nrecord a {}\n\n```\n```js\nx\n```\nend';
  assert.deepEqual(shape(text), [
    'heading: Errors',
    'paragraph: Text:',
    'bullets: first goes on | second',
    'numbers: a | b',
    'wit: "record a {}\\n"',
    'code: "x"',
    'paragraph: end',
  ]);
});

test('code that is never closed goes on to the end', () => {
  assert.deepEqual(shape('```\na\nb'), ['wit: "a\\nb"']);
  assert.deepEqual(shape('```'), ['wit: ""']);
});

test('a number that begins a line of a sentence is no list', () => {
  assert.deepEqual(shape('It costs about\n7. Or so.'), ['paragraph: It costs about 7. Or so.']);
});

test('spans of every kind', () => {
  assert.deepEqual(spans('a `b*c*` **d** *e* _f_ snake_case_name'), [
    { kind: 'text', text: 'a ' },
    { kind: 'code', text: 'b*c*' },
    { kind: 'text', text: ' ' },
    { kind: 'strong', text: 'd' },
    { kind: 'text', text: ' ' },
    { kind: 'emphasis', text: 'e' },
    { kind: 'text', text: ' ' },
    { kind: 'emphasis', text: 'f' },
    { kind: 'text', text: ' snake_case_name' },
  ]);
});

test('links lead to the web and nowhere else', () => {
  assert.deepEqual(spans('[spec](https://example.org/a).'), [
    { kind: 'link', text: 'spec', address: 'https://example.org/a' },
    { kind: 'text', text: '.' },
  ]);
  assert.deepEqual(spans('[x](javascript:alert(1))'), [{ kind: 'text', text: '[x](javascript:alert(1))' }]);
  assert.deepEqual(spans('[x](data:text/html,y)'), [{ kind: 'text', text: 'x' }]);
  assert.deepEqual(spans('<https://a.b/c> and https://d.e/f.'), [
    { kind: 'link', text: 'https://a.b/c', address: 'https://a.b/c' },
    { kind: 'text', text: ' and ' },
    { kind: 'link', text: 'https://d.e/f', address: 'https://d.e/f' },
    { kind: 'text', text: '.' },
  ]);
});

test('markup that means nothing stays as it is', () => {
  for (const text of ['2 * 3 * 4', '**', '`open', '<b>bold</b>', '[a]', '_']) {
    assert.deepEqual(spans(text), [{ kind: 'text', text }]);
  }
});
