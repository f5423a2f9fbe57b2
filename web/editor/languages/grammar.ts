/**
 * The token machine that WIT and WAC share.
 *
 * It colours one line at a time from what stands before it, so a text is coloured as soon as it is
 * shown and while it is broken. What a text means is the engine's business; nothing here parses.
 */

import { StreamLanguage, type StringStream } from '@codemirror/language';

/** The words of a language, by what they do to what follows. */
export interface Grammar {
  /** Language name, such as `wit`. */
  readonly name: string;
  /** Every keyword. */
  readonly keywords: ReadonlySet<string>;
  /** Keywords after which a new name stands, such as `record`. */
  readonly declaring: ReadonlySet<string>;
  /** Keywords after which a package path may stand, such as `use`. */
  readonly naming: ReadonlySet<string>;
  /** What the next brace or parenthesis after a keyword holds. */
  readonly opening: ReadonlyMap<string, Scope>;
}

/** What the innermost open bracket holds, which says what a bare name in it is. */
export type Scope = 'items' | 'fields' | 'cases' | 'names' | 'types' | 'arguments' | 'gate';

type Expected = 'anything' | 'definition' | 'path' | 'type' | 'member';

interface Scan {
  comment: { depth: number; docs: boolean };
  scopes: Scope[];
  /** What the next opening bracket will hold. */
  opening: Scope | null;
  expected: Expected;
}

const BUILTIN_TYPES = new Set(
  `bool s8 u8 s16 u16 s32 u32 s64 u64 f32 f64 float32 float64 char string list map option result tuple
   future stream error-context own borrow _`.split(/\s+/),
);

const NAME = /^%?[A-Za-z][A-Za-z0-9-]*/;
const VERSION = String.raw`@\d+(?:\.[0-9A-Za-z*.+-]*[0-9A-Za-z*])?`;
const PATH = new RegExp(
  String.raw`^%?[A-Za-z][\w-]*(?::%?[A-Za-z][\w-]*)+(?:\/%?[A-Za-z][\w-]*)*(?=${VERSION}|\b)`,
);
const VERSION_HERE = new RegExp(`^${VERSION}`);

/** Makes a CodeMirror language of `grammar`. */
export function componentLanguage(grammar: Grammar): StreamLanguage<Scan> {
  return StreamLanguage.define<Scan>({
    name: grammar.name,
    startState: () => ({
      comment: { depth: 0, docs: false },
      scopes: [],
      opening: null,
      expected: 'anything',
    }),
    copyState: (scan) => ({ ...scan, comment: { ...scan.comment }, scopes: [...scan.scopes] }),
    token: (stream, scan) => token(grammar, stream, scan),
    indent: (scan, textAfter, context) => indentation(scan, textAfter, context.unit),
    languageData: {
      commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
      closeBrackets: { brackets: ['(', '{', '<', '[', '"'] },
      indentOnInput: /^\s*[})]$/,
    },
  });
}

function token(grammar: Grammar, stream: StringStream, scan: Scan): string | null {
  if (scan.comment.depth > 0) return blockComment(stream, scan);
  if (stream.eatSpace()) return null;
  if (stream.match('///')) return lineComment(stream, 'docComment');
  if (stream.match('//')) return lineComment(stream, 'comment');
  if (stream.match('/*')) return openComment(stream, scan);
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
  if (stream.match(VERSION_HERE)) return 'number';
  if (stream.match(/^@[a-z]*/)) return gate(scan);
  if (stream.match(/^\d[\w.+-]*/)) return 'number';
  if (stream.match(NAME, false)) return word(grammar, stream, scan);
  return punctuation(stream, scan);
}

function lineComment(stream: StringStream, style: string): string {
  stream.skipToEnd();
  return style;
}

function openComment(stream: StringStream, scan: Scan): string {
  scan.comment = { depth: 1, docs: stream.match(/^\*(?!\/)/) !== null };
  return blockComment(stream, scan);
}

/** Block comments nest, and go on over lines. */
function blockComment(stream: StringStream, scan: Scan): string {
  // From mark to mark: by single characters, a long line would take longer than a key.
  const mark = /\*\/|\/\*/g;
  while (!stream.eol() && scan.comment.depth > 0) {
    mark.lastIndex = stream.pos;
    const found = mark.exec(stream.string)?.[0];
    if (found === undefined) stream.skipToEnd();
    else {
      stream.pos = mark.lastIndex;
      scan.comment.depth += found === '/*' ? 1 : -1;
    }
  }
  return scan.comment.docs ? 'docComment' : 'comment';
}

function gate(scan: Scan): string {
  scan.opening = 'gate';
  return 'annotation';
}

function word(grammar: Grammar, stream: StringStream, scan: Scan): string {
  if (isPath(stream, scan)) {
    stream.match(PATH);
    scan.expected = 'anything';
    return 'namespace';
  }
  stream.match(NAME);
  const text = stream.current();
  const place = scan.expected;
  scan.expected = 'anything';
  if (isNameByPlace(stream, scan, place)) return name(stream, scan, place);
  if (grammar.keywords.has(text)) return keyword(grammar, text, scan);
  if (BUILTIN_TYPES.has(text)) return 'typeName.standard';
  return name(stream, scan, place);
}

/** `a:b` without a slash or version is a field and its type, unless a path must stand here. */
function isPath(stream: StringStream, scan: Scan): boolean {
  const [path] = PATH.exec(rest(stream)) ?? [];
  if (path === undefined) return false;
  const after = stream.string.charAt(stream.pos + path.length);
  return scan.expected === 'path' || path.includes('/') || after === '@';
}

/** Places where even a keyword would be a name, such as a case of an enum. */
function isNameByPlace(stream: StringStream, scan: Scan, place: Expected): boolean {
  const scope = scan.scopes.at(-1);
  if (scope === 'names' || scope === 'gate') return true;
  if (scope === 'cases' || scope === 'fields') return place !== 'type' && /^\s*[:,(}]/.test(rest(stream));
  return false;
}

function keyword(grammar: Grammar, text: string, scan: Scan): string {
  const opening = grammar.opening.get(text);
  if (opening !== undefined) scan.opening = opening;
  if (grammar.declaring.has(text)) scan.expected = 'definition';
  else if (grammar.naming.has(text)) scan.expected = 'path';
  return 'keyword';
}

function name(stream: StringStream, scan: Scan, place: Expected): string {
  if (place === 'definition') return 'typeName.definition';
  if (place === 'type') return 'typeName';
  if (place === 'member') return 'propertyName';
  switch (scan.scopes.at(-1)) {
    case 'types':
      return 'typeName';
    case 'fields':
    case 'cases':
    case 'names':
    case 'gate':
      return 'propertyName';
    case 'arguments':
    case 'items':
    case undefined:
      return /^\s*:/.test(rest(stream)) ? 'propertyName' : 'variableName';
  }
}

function punctuation(stream: StringStream, scan: Scan): string {
  if (stream.match('->')) {
    scan.expected = 'type';
    return 'operator';
  }
  if (stream.match('...')) return 'operator';
  const character = stream.next();
  switch (character) {
    case '{':
    case '(':
      return open(scan, scan.opening ?? (character === '(' ? 'types' : 'items'));
    case '<':
      return open(scan, 'types');
    case '}':
    case ')':
    case '>':
      scan.scopes.pop();
      scan.expected = 'anything';
      return 'bracket';
    case ':':
      scan.expected = scan.scopes.at(-1) === 'fields' ? 'type' : 'anything';
      return 'punctuation';
    case '=':
      if (/\btype\s+%?[\w-]+\s*=$/.test(stream.string.slice(0, stream.pos))) scan.expected = 'type';
      return 'operator';
    case '.':
      scan.expected = 'member';
      return 'punctuation';
    case ';':
      scan.expected = 'anything';
      scan.opening = null;
      return 'punctuation';
    default:
      return 'punctuation';
  }
}

function open(scan: Scan, scope: Scope): string {
  scan.scopes.push(scope);
  scan.opening = null;
  scan.expected = 'anything';
  return 'bracket';
}

function rest(stream: StringStream): string {
  return stream.string.slice(stream.pos);
}

function indentation(scan: Scan, textAfter: string, unit: number): number {
  const closing = /^\s*[})]/.test(textAfter) ? 1 : 0;
  return Math.max(0, scan.scopes.length - closing) * unit;
}
