/** WAC, coloured: WIT's type statements and the words that instantiate and join. */

import { componentLanguage, type Grammar } from './grammar.ts';
import { WIT_DECLARING, WIT_KEYWORDS, WIT_OPENING } from './wit.ts';

const GRAMMAR: Grammar = {
  name: 'wac',
  keywords: new Set([...WIT_KEYWORDS, 'let', 'new', 'targets']),
  declaring: WIT_DECLARING,
  naming: new Set(['package', 'use', 'include', 'new', 'targets']),
  opening: new Map([...WIT_OPENING, ['new', 'arguments']]),
};

/** The language of `.wac` files. */
export const wac = componentLanguage(GRAMMAR);
