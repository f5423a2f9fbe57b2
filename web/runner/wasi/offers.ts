/** What a run would give a component for its imports, and how that differs from the real thing. */

import type { HostOffer, ImportNeed } from '../../model.ts';
import { Output } from '../output.ts';
import { Host } from './host.ts';

/** By the beginning of an import's name; the first that fits. */
const NOTES: readonly (readonly [string, string])[] = [
  ['wasi:sockets/', 'a network inside this tab: what listens can be reached by the same run only'],
  ['wasi:http/outgoing-handler', 'by `fetch`, when the network is on and the other side allows it (CORS)'],
  ['wasi:http/client', 'by `fetch`, when the network is on and the other side allows it (CORS)'],
  ['wasi:filesystem/', 'files in memory, made anew for each run unless they are kept'],
  ['wasi:keyvalue/', 'buckets in memory, made anew for each run unless they are kept'],
  ['wasi:messaging/', 'messages to the component itself and to the page'],
  ['wasi:logging/', 'lines in the output'],
];

/** One for each need, in order. */
export function offers(needs: readonly ImportNeed[]): HostOffer[] {
  const call = { args: [], env: [], stdin: new Uint8Array(), files: [] };
  const host = new Host(call, {}, new Output(() => {}, 0), () => {});
  return needs.map((need) => offer(host, need));
}

function offer(host: Host, need: ImportNeed): HostOffer {
  const missing = host.missing([need]);
  if (missing.length === 0) {
    const note = need.functions.length > 0 ? NOTES.find(([start]) => need.name.startsWith(start)) : undefined;
    return { is_given: true, note: note?.[1] ?? '' };
  }
  return { is_given: false, note: refusal(host, need) ?? lack(need, missing) };
}

function refusal(host: Host, need: ImportNeed): string | undefined {
  try {
    host.checkVersions([need]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function lack(need: ImportNeed, missing: readonly string[]): string {
  if (missing.includes(need.name)) {
    return need.name.startsWith('wasi:') ? 'no tab can give it' : 'no host has it: another component must';
  }
  const names = missing.map((name) => `\`${name.slice(need.name.length + 1)}\``);
  return `${names.join(', ')} of it ${names.length === 1 ? 'is' : 'are'} not there`;
}
