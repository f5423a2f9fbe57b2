/** Which versions of WASI's packages this host has, and what it says of the others. */

import { Refusal } from '../refusal.ts';

/** What an import asks for, taken apart. */
export interface Wanted {
  /** Such as `wasi:cli/run`. */
  readonly name: string;
  /** Such as `0.2.12`; empty where there is none. */
  readonly version: string;
}

/** Takes apart the full name of an interface. */
export function wanted(fullName: string): Wanted {
  const at = fullName.lastIndexOf('@');
  return at < 0 ? { name: fullName, version: '' } : { name: fullName.slice(0, at), version: fullName.slice(at + 1) };
}

/** A set of interfaces that go together. */
export type Track =
  | 'p2'
  | 'p3'
  | 'p3-january'
  | 'config'
  | 'keyvalue-draft'
  | 'keyvalue-draft2'
  | 'logging'
  | 'messaging';

/** The packages of WASI 0.2 and 0.3. */
const RELEASED = /^wasi:(?:cli|clocks|filesystem|http|io|random|sockets)\//;
/** Of the release candidate of January 2026, what is as in the release but for the output streams. */
const AS_IN_JANUARY = /^wasi:(?:cli|clocks|http|random)\//;

/** Where the interface is found, if this host may have it: later releases only add to earlier ones. */
export function trackOf({ name, version }: Wanted): Track | undefined {
  if (RELEASED.test(name)) return released(name, version);
  switch (name.split('/')[0]) {
    case 'wasi:config':
      return /^0\.2\.0-(?:draft|rc\.1)/.test(version) ? 'config' : undefined;
    case 'wasi:keyvalue':
      if (version === '0.2.0-draft') return 'keyvalue-draft';
      return version === '0.2.0-draft2' ? 'keyvalue-draft2' : undefined;
    case 'wasi:logging':
      return version === '' || version === '0.1.0-draft' ? 'logging' : undefined;
    case 'wasi:messaging':
      return version === '0.2.0-draft' ? 'messaging' : undefined;
    default:
      return undefined;
  }
}

function released(name: string, version: string): Track | undefined {
  if (/^0\.2\.\d+$/.test(version)) return 'p2';
  if (/^0\.3\.\d+$/.test(version)) return 'p3';
  if (version === '0.3.0-rc-2026-03-15') return 'p3';
  if (version === '0.3.0-rc-2026-01-06' && AS_IN_JANUARY.test(name)) return 'p3-january';
  return undefined;
}

/** Refuses release candidates and drafts whose functions are not those that this host has. */
export function checkVersion({ name, version }: Wanted): void {
  const isCandidate = RELEASED.test(name) && /^0\.[23]\.0-/.test(version);
  const isDraft = /^wasi:(?:config|keyvalue|logging|messaging)\//.test(name);
  if (!isCandidate && !isDraft) return;
  const has = isCandidate
    ? '0.2.0 and later, 0.3.0 and later, and the last release candidate, 0.3.0-rc-2026-03-15'
    : 'config 0.2.0-draft and 0.2.0-rc.1, keyvalue 0.2.0-draft and 0.2.0-draft2, logging 0.1.0-draft, ' +
      'messaging 0.2.0-draft';
  throw new Refusal(
    'unsupported-version',
    `it imports \`${name}@${version}\`, whose functions differ from those of the versions that can run here ` +
      `(${has}); build it with newer bindings`,
  );
}
