import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firstOf, moduleWith, styleWith } from './text.ts';

const to = async (address: string) => `<${address}>`;

test('every address of a style is found, and nothing else', async () => {
  const style = 'a{b:url(x.png) url( "y z.png" )}\n@import \'c.css\' screen;@import url(d.css);/* import */';
  const expected = 'a{b:url("<x.png>") url("<y z.png>")}\n@import "<c.css>" screen;@import url("<d.css>");/* import */';
  assert.equal(await styleWith(style, to), expected);
});

test('of pictures of several sizes the first is taken', () => {
  assert.equal(firstOf(' a,b.png 1x, c.png 2x'), 'a,b.png');
  assert.equal(firstOf('a.png, c.png 2x'), 'a.png');
  assert.equal(firstOf('a.png'), 'a.png');
  assert.equal(firstOf(''), '');
});

test('every address that a module imports is found, and no bare name', async () => {
  const module = 'import a from "./a.js"; import\'/b.js\';export * from "../c.js"; import x from "x"; await import("./d.js")';
  const expected =
    'import a from "<./a.js>"; import"</b.js>";export * from "<../c.js>"; import x from "x"; await import("<./d.js>")';
  assert.equal(await moduleWith(module, to), expected);
});
