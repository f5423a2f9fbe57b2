/** WIT, coloured: the words that the language reserves and what each opens. */

import { componentLanguage, type Grammar, type Scope } from './grammar.ts';

/** What the bracket after a word of WIT holds; WAC takes these over. */
export const WIT_OPENING: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['interface', 'items'],
  ['world', 'items'],
  ['resource', 'items'],
  ['record', 'fields'],
  ['variant', 'cases'],
  ['enum', 'names'],
  ['flags', 'names'],
  ['use', 'types'],
  ['with', 'types'],
  ['func', 'fields'],
  ['constructor', 'fields'],
]);

/** The words after which WIT takes a new name. */
export const WIT_DECLARING: ReadonlySet<string> = new Set(
  'interface world resource record variant enum flags type'.split(' '),
);

/** Every word of WIT that is no type. */
export const WIT_KEYWORDS: ReadonlySet<string> = new Set([
  ...WIT_OPENING.keys(),
  ...WIT_DECLARING,
  ...'package import export include as from async static'.split(' '),
]);

const GRAMMAR: Grammar = {
  name: 'wit',
  keywords: WIT_KEYWORDS,
  declaring: WIT_DECLARING,
  naming: new Set(['package', 'use', 'import', 'export', 'include']),
  opening: WIT_OPENING,
};

/** The language of `.wit` files. */
export const wit = componentLanguage(GRAMMAR);
