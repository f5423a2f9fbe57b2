/** The changes between a text and the same text laid out anew, small enough for cursors, folds and findings to stay where they are. */

import { difference } from './documents.ts';
import type { TextChange } from './page.ts';

/** A new layout changes white space, and now and then the sign at the end of an item. */
const SIGNS = new Set([',', ';']);

const isBlank = (character: string | undefined) => character !== undefined && /\s/.test(character);

/** The changes that make `after` of `before`, in order; a single one where more than the layout differs. */
export function layoutChanges(before: string, after: string): TextChange[] {
  const changes: TextChange[] = [];
  let [old, now] = [0, 0];
  while (old < before.length || now < after.length) {
    const [from, start] = [old, now];
    while (isBlank(before[old])) old += 1;
    while (isBlank(after[now])) now += 1;
    add(changes, before, from, old, after.slice(start, now));
    if (old === before.length && now === after.length) break;
    const [left = '', right = ''] = [before[old], after[now]];
    if (left === right) {
      old += 1;
      now += 1;
    } else if (SIGNS.has(right)) {
      add(changes, before, old, old, right);
      now += 1;
    } else if (SIGNS.has(left)) {
      add(changes, before, old, old + 1, '');
      old += 1;
    } else {
      const whole = difference(before, after);
      return whole === null ? [] : [whole];
    }
  }
  return changes;
}

/** Adds a change, in one with the last where they touch. */
function add(changes: TextChange[], before: string, from: number, to: number, insert: string): void {
  const last = changes.at(-1);
  if (last !== undefined && last.to === from) {
    if (from === to && insert === '') return;
    const joined = { from: last.from, to, insert: last.insert + insert };
    changes.pop();
    return add(changes, before, joined.from, joined.to, joined.insert);
  }
  const small = difference(before.slice(from, to), insert);
  if (small !== null) changes.push({ from: from + small.from, to: from + small.to, insert: small.insert });
}
