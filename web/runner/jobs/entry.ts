/** Finds the export that a command or a handler is entered by. */

import type { Exports } from '../load.ts';
import { interfaceName } from '../names.ts';
import { Refusal } from '../refusal.ts';

/** `wasi:cli/run` of track `0.2`, say: an interface, its track and its one function. */
export interface Entry {
  readonly interface: string;
  readonly track: string;
  readonly name: string;
}

/** An export as it is called. */
export type Entered = (...args: unknown[]) => unknown;

/** The function at `entry`, whatever its exact version. */
export function find(exports: Exports, entry: Entry): Entered | undefined {
  for (const [key, value] of Object.entries(exports)) {
    const { name, track } = interfaceName(key);
    if (name !== entry.interface || track !== entry.track) continue;
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, entry.name) : null;
    if (typeof found === 'function') return found as Entered;
  }
  return undefined;
}

/** Says that the component has none of the exports by which the job could enter. */
export function noEntry(exports: Exports, wanted: string): Refusal {
  const names = Object.keys(exports).filter((name) => name.includes(':'));
  const has = names.length === 0 ? 'no interface' : names.map((name) => `\`${name}\``).join(', ');
  return new Refusal('no-entry', `it does not export \`${wanted}\`; it exports ${has}`);
}
