/** Results with all that their streams and futures give, for runs that end with the call. */

import type { Value } from '../../model.ts';
import { readAll } from '../flow.ts';
import type { Shelf } from '../shelf.ts';

/** `value` with a list in place of each stream and a value in place of each future. */
export async function whole(value: Value, shelf: Shelf): Promise<Value> {
  switch (value.kind) {
    case 'handle':
      return (await readAll(shelf.get(value.value), shelf)) ?? value;
    case 'list':
    case 'tuple':
      return { kind: value.kind, value: await each(value.value, shelf) };
    case 'record': {
      const values = await each(value.value.map(([, field]) => field), shelf);
      return { kind: 'record', value: value.value.map(([name], index) => [name, values[index] ?? NONE]) };
    }
    case 'variant': {
      const [name, inner] = value.value;
      return { kind: 'variant', value: [name, await payload(inner, shelf)] };
    }
    case 'option':
      return { kind: 'option', value: await payload(value.value, shelf) };
    case 'ok':
      return { kind: 'ok', value: await payload(value.value, shelf) };
    case 'err':
      return { kind: 'err', value: await payload(value.value, shelf) };
    default:
      return value;
  }
}

const NONE: Value = { kind: 'option', value: null };

async function payload(value: Value | null, shelf: Shelf): Promise<Value | null> {
  return value === null ? null : whole(value, shelf);
}

/** At the same time: a component may write to one only after the other was read. */
function each(values: readonly Value[], shelf: Shelf): Promise<Value[]> {
  return Promise.all(values.map((value) => whole(value, shelf)));
}
