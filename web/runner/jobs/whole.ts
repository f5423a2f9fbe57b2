/** Results with all that their streams and futures give, for runs that end with the call. */

import type { Value } from '../../model.ts';

/** Reads what has a number to its end; gives nothing for a resource. */
export type Read = (handle: number) => Promise<Value | undefined>;

/** `value` with a list in place of each stream and a value in place of each future. */
export async function whole(value: Value, read: Read): Promise<Value> {
  switch (value.kind) {
    case 'handle':
      return (await read(value.value)) ?? value;
    case 'list':
    case 'tuple':
      return { kind: value.kind, value: await each(value.value, read) };
    case 'record': {
      const values = await each(value.value.map(([, field]) => field), read);
      return { kind: 'record', value: value.value.map(([name], index) => [name, values[index] ?? NONE]) };
    }
    case 'variant': {
      const [name, inner] = value.value;
      return { kind: 'variant', value: [name, await payload(inner, read)] };
    }
    case 'option':
      return { kind: 'option', value: await payload(value.value, read) };
    case 'ok':
      return { kind: 'ok', value: await payload(value.value, read) };
    case 'err':
      return { kind: 'err', value: await payload(value.value, read) };
    default:
      return value;
  }
}

const NONE: Value = { kind: 'option', value: null };

async function payload(value: Value | null, read: Read): Promise<Value | null> {
  return value === null ? null : whole(value, read);
}

/** At the same time: a component may write to one only after the other was read. */
function each(values: readonly Value[], read: Read): Promise<Value[]> {
  return Promise.all(values.map((value) => whole(value, read)));
}
