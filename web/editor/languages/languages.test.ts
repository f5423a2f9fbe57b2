import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '@codemirror/language';
import { getStyleTags, type Tag, tags } from '@lezer/highlight';

import { wac } from './wac.ts';
import { wit } from './wit.ts';

const LETTERS = new Map<Tag, string>([
  [tags.keyword, 'k'],
  [tags.typeName, 't'],
  [tags.standard(tags.typeName), 'b'],
  [tags.definition(tags.typeName), 'D'],
  [tags.propertyName, 'p'],
  [tags.namespace, 'n'],
  [tags.variableName, 'v'],
  [tags.string, 's'],
  [tags.number, '#'],
  [tags.comment, 'c'],
  [tags.docComment, 'd'],
  [tags.annotation, '@'],
]);

/** Under every line of `text`, one letter for each coloured character; punctuation is left out. */
function coloured(language: Language, text: string): string {
  const letters: string[] = Array.from(text, (character) => (character === '\n' ? '\n' : ' '));
  language.parser.parse(text).iterate({
    enter(node) {
      const letter = getStyleTags(node)?.tags.map((tag) => LETTERS.get(tag))[0];
      if (letter !== undefined) letters.fill(letter, node.from, node.to);
    },
  });
  const under = letters.join('').split('\n');
  return text
    .split('\n')
    .flatMap((line, index) => [line, (under[index] ?? '').trimEnd()])
    .join('\n');
}

function check(language: Language, expected: string): void {
  const lines = expected.replace(/^\n|\n$/g, '').split('\n');
  const text = lines.filter((_, index) => index % 2 === 0).join('\n');
  assert.equal(coloured(language, text), lines.join('\n'));
}

test('a WIT interface: gates, docs, types by place', () => {
  check(
    wit,
    `
package example:text@0.1.0;
kkkkkkk nnnnnnnnnnnn######
/// Docs.
ddddddddd
@since(version = 0.1.0)
@@@@@@ ppppppp   #####
interface process {
kkkkkkkkk DDDDDDD
  use wasi:io/streams@0.2.0.{input-stream as s};
  kkk nnnnnnnnnnnnnnn######  tttttttttttt kk t
  record cleaned { text: string, %type: list<word>, }
  kkkkkk DDDDDDD   pppp  bbbbbb  ppppp  bbbb tttt
  enum kind { record, word }
  kkkk DDDD   pppppp  pppp
  variant level { warn(kind), use, }
  kkkkkkk DDDDD   pppp tttt   ppp
  type word = string;
  kkkk DDDD   bbbbbb
  type words = word;
  kkkk DDDDD   tttt
  clean: async func(text: string, how: kind) -> result<cleaned, kind>;
  ppppp  kkkkk kkkk pppp  bbbbbb  ppp  tttt     bbbbbb ttttttt  tttt
}

`,
  );
});

test('a WIT world: paths, own functions, nested comments', () => {
  check(
    wit,
    `
world app { // the world
kkkkk DDD   cccccccccccc
  import example:text/process@0.1.0;
  kkkkkk nnnnnnnnnnnnnnnnnnnn######
  /* a /* b */
  cccccccccccc
     c */ export run: func();
ccccccccc kkkkkk ppp  kkkk
}

`,
  );
});

test('WAC: instances, arguments, accesses', () => {
  check(
    wac,
    `
package example:app targets example:text/tool;
kkkkkkk nnnnnnnnnnn kkkkkkk nnnnnnnnnnnnnnnnn
let inner = new example:inner { ... };
kkk vvvvv   kkk nnnnnnnnnnnnn
let outer = new example:outer {
kkk vvvvv   kkk nnnnnnnnnnnnn
  "example:text/process@0.1.0": inner.process, ...
  ssssssssssssssssssssssssssss  vvvvv ppppppp
};

export outer["example:text/tool"] as "tool";
kkkkkk vvvvv sssssssssssssssssss  kk ssssss
`,
  );
});

test('WAC: imports, declarations of its own, values within values', () => {
  check(
    wac,
    `
import log as "a:log/sink": interface { write: func(line: string); };
kkkkkk vvv kk ssssssssssss  kkkkkkkkk   ppppp  kkkk pppp  bbbbbb
import clock: wasi:clocks/wall-clock@0.2.3; // names
kkkkkk ppppp  nnnnnnnnnnnnnnnnnnnnnn######  cccccccc
record point { x: u32, new: point }
kkkkkk DDDDD   p  bbb  ppp  ttttt
let late = (new a:late@1.0.0 { ...log, "b": log, c: new d:e {} }).%type["f"];
kkk vvvv    kkk nnnnnn######      vvv  sss  vvv  p  kkk nnn       ppppp sss
export late...;
kkkkkk vvvv
export late.clock as clock;
kkkkkk vvvv ppppp kk vvvvv
`,
  );
});
