/** The texts that were shown, each with its own undo history, findings, cursor and scroll place. */

import type { EditorState, StateEffect } from '@codemirror/state';

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

/** The smallest single change from `before` to `after`, or null where they are equal. */
export function difference(
  before: string,
  after: string,
): { from: number; to: number; insert: string } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
