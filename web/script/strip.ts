/** Takes the types out of a module, so that all else stays at its line and column. */

import { HelperManager } from 'sucrase/dist/esm/HelperManager.js';
import identifyShadowedGlobals from 'sucrase/dist/esm/identifyShadowedGlobals.js';
import NameManager from 'sucrase/dist/esm/NameManager.js';
import { parse } from 'sucrase/dist/esm/parser/index.js';
import TokenProcessor from 'sucrase/dist/esm/TokenProcessor.js';
import RootTransformer from 'sucrase/dist/esm/transformers/RootTransformer.js';
import getTSImportedNames from 'sucrase/dist/esm/util/getTSImportedNames.js';

/** A module without types. */
export interface Stripped {
  readonly text: string;
}

/** Why a module is no TypeScript. */
export interface Fault {
  readonly message: string;
  /** The UTF-16 code unit that it is at. */
  readonly at: number;
}

/** The module that is evaluated for one that was written. */
export function strip(path: string, text: string): Stripped | Fault {
  if (/\.d\.m?ts$/.test(path)) return { text: '' };
  try {
    return { text: aligned(text) };
  } catch (failure) {
    const { message, pos } = failure as Error & { pos?: number };
    // It says the line and column too.
    return { message: message.replace(/ \(\d+:\d+\)$/, ''), at: pos ?? 0 };
  }
}

/**
 * Sucrase's `transform` for modules, with spaces where types were. The places of tokens are taken from
 * its inner parts: in its source maps, columns are wrong behind a template that begins with a value. A line
 * that became longer, as one of an enum, stays as it is from there on.
 */
function aligned(written: string): string {
  const { tokens, scopes } = parse(written, false, true, false);
  const nameManager = new NameManager(written, tokens);
  const helperManager = new HelperManager(nameManager);
  const tokenProcessor = new TokenProcessor(written, tokens, false, true, helperManager);
  identifyShadowedGlobals(tokenProcessor, scopes, getTSImportedNames(tokenProcessor));
  const context = { tokenProcessor, scopes, nameManager, importProcessor: null, helperManager };
  const options = { transforms: ['typescript' as const], disableESTransforms: true };
  const { code, mappings } = new RootTransformer(context, ['typescript'], false, options).transform();
  let result = '';
  let [at, last] = [0, 0];
  let [column, wanted] = [0, 0];
  tokens.forEach(({ start, end }, number) => {
    const place = mappings[number];
    if (place === undefined) return;
    const before = code.slice(at, place);
    column = moved(column, before);
    wanted = moved(wanted, written.slice(last, start));
    [at, last] = [place, start];
    // The bracket before the type that an arrow function gives is written with the arrow.
    const prefix = code.startsWith(') =>', place) && end - start === 2 ? 2 : 0;
    const missing = Math.max(0, wanted - column - prefix);
    column += missing;
    result += before + ' '.repeat(missing);
  });
  return result + code.slice(at);
}

/** The column behind a text that begins at a column. */
function moved(column: number, text: string): number {
  const line = text.lastIndexOf('\n');
  return line < 0 ? column + text.length : text.length - line - 1;
}
