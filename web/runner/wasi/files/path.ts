/** How a path finds its way in a tree, without ever leaving the directory it starts from. */

import { failure } from './error.ts';
import type { Directory, Entry } from './tree.ts';

/** Where a path leads: a place in a directory, which may be vacant. */
export interface Place {
  readonly parent: Directory;
  readonly name: string;
  readonly entry: Entry | undefined;
  /** A trailing slash says that it can only be a directory. */
  readonly mustBeDirectory: boolean;
}

const MOST_LINKS = 40;

/** Follows `path` from `base`; the last step too where `follows` says so and it is a symbolic link. */
export function find(base: Directory, path: string, follows: boolean): Place | Directory {
  if (path === '') throw failure('no-entry');
  return new Walk(base).follow(path, follows);
}

/** What is at `path`, which must be there. */
export function existing(base: Directory, path: string, follows: boolean): Entry {
  const found = find(base, path, follows);
  if (!('parent' in found)) return found;
  if (found.entry === undefined) throw failure('no-entry');
  if (found.mustBeDirectory && found.entry.kind !== 'directory') throw failure('not-directory');
  return found.entry;
}

/** The place at `path`, which must have a name of its own (not `.` or `..`). */
export function place(base: Directory, path: string): Place {
  const found = find(base, path, false);
  if (!('parent' in found)) throw failure('invalid');
  return found;
}

class Walk {
  private readonly trail: Directory[];
  private links = 0;

  constructor(base: Directory) {
    this.trail = [base];
  }

  follow(path: string, follows: boolean): Place | Directory {
    const steps = split(path);
    const mustBeDirectory = path.endsWith('/');
    for (const [index, step] of steps.entries()) {
      const isLast = index === steps.length - 1;
      const found = this.step(step, isLast, follows || mustBeDirectory);
      if (isLast && found !== null) return { ...found, mustBeDirectory: mustBeDirectory || found.mustBeDirectory };
    }
    return this.here;
  }

  private get here(): Directory {
    const here = this.trail.at(-1);
    if (here === undefined) throw failure('not-permitted');
    return here;
  }

  /** Goes one step, into a directory (null) or to the place that the path ends at. */
  private step(step: string, isLast: boolean, follows: boolean): Place | null {
    const { here } = this;
    if (step === '..') {
      this.trail.pop();
      void this.here;
      return null;
    }
    const entry = here.get(step);
    if (entry?.kind === 'symbolic-link' && (follows || !isLast)) return this.link(entry.target, isLast);
    if (isLast) return { parent: here, name: step, entry, mustBeDirectory: false };
    if (entry === undefined) throw failure('no-entry');
    if (entry.kind !== 'directory') throw failure('not-directory');
    this.trail.push(entry);
    return null;
  }

  private link(target: string, isLast: boolean): Place | null {
    this.links += 1;
    if (this.links > MOST_LINKS) throw failure('loop');
    const found = this.follow(target, true);
    if (!('parent' in found)) return null;
    if (isLast) return found;
    if (found.entry === undefined) throw failure('no-entry');
    if (found.entry.kind !== 'directory') throw failure('not-directory');
    this.trail.push(found.entry);
    return null;
  }
}

/** The steps of a path; one that is absolute leads out of every directory. */
function split(path: string): string[] {
  if (path.startsWith('/')) throw failure('not-permitted');
  if (path.includes('\0')) throw failure('invalid');
  return path.split('/').filter((step) => step !== '' && step !== '.');
}
