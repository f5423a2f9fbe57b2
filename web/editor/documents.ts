/** The texts that were shown, each with its own undo history, findings, cursor and scroll place. */

import type { EditorState, StateEffect } from '@codemirror/state';

import type { TextChange } from './page.ts';

/** What is kept of a text that is not shown. */
export interface Shelved {
  readonly state: EditorState;
  readonly scroll: StateEffect<unknown>;
}

/** The shelf, by path. Memory only: histories end with the page. */
export class Documents {
  private readonly shelf = new Map<string, Shelved>();

  put(path: string, shelved: Shelved): void {
    this.shelf.set(path, shelved);
  }

  /** Takes `path` off the shelf. */
  take(path: string): Shelved | undefined {
    const shelved = this.shelf.get(path);
    this.shelf.delete(path);
    return shelved;
  }

  clear(): void {
    this.shelf.clear();
  }
}

/**
 * The changes that make `after` of `before`, in order: one for each line that differs where no line
 * comes or goes, so that cursors and findings between them stay where they are, else a single one.
 */
export function differences(before: string, after: string): TextChange[] {
  const whole = difference(before, after);
  if (whole === null) return [];
  const { from, to, insert } = whole;
  const [old, now] = [before.slice(from, to).split('\n'), insert.split('\n')];
  if (old.length !== now.length) return [whole];
  let start = from;
  return old.flatMap((line, at) => {
    const change = difference(line, now[at] ?? '');
    const moved = change && { from: start + change.from, to: start + change.to, insert: change.insert };
    start += line.length + 1;
    return moved ?? [];
  });
}

/** The smallest single change from `before` to `after`, or null where they are equal. */
export function difference(before: string, after: string): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
