/** Reads from the streams and futures that calls gave. */

import type { Value } from '../model.ts';
import { Refusal } from './refusal.ts';
import type { Shelf, Shelved } from './shelf.ts';
import { lift } from './values/lift.ts';
import type { Keep, Native } from './values/native.ts';

/** A stream as generated modules give it. */
interface GuestStream {
  read(options: { count: number }): Promise<{ value?: ArrayLike<Native>; done: boolean }>;
}

/** How many elements are asked for at once. */
const PIECE = 4096;
/** How many elements a run that ends with its call reads of a stream that does not end. */
const MOST = 100_000;

/** At most `most` elements of a stream, or the value of a future, each piece told as it comes; true at the end. */
export async function read(
  { type, native }: Shelved,
  most: number,
  keep: Keep,
  tell: (values: Value[], isEnd: boolean) => void,
): Promise<boolean> {
  if (type.kind === 'own') throw new Refusal('bad-value', `a \`${type.resource}\` cannot be read from`);
  if (type.kind === 'future') {
    const value = await (native as Promise<Native>);
    tell(type.value === null ? [] : [lift(type.value, value, keep)], true);
    return true;
  }
  for (let left = most; left > 0; ) {
    const { value = [], done } = await (native as GuestStream).read({ count: Math.min(left, PIECE) });
    const { element } = type;
    const items = pieces(value);
    if (items.length > 0 || done) {
      tell(element === null ? [] : items.map((item) => lift(element, item, keep)), done);
    }
    if (done) return true;
    left -= items.length;
  }
  return false;
}

/** All that comes of a stream, or of a future, unless it is too much, which `warn` hears; none for a resource. */
export async function readAll(
  shelved: Shelved,
  shelf: Shelf,
  warn: (message: string) => void,
): Promise<Value | undefined> {
  if (shelved.type.kind === 'own') return undefined;
  const values: Value[] = [];
  const keep: Keep = (native, type) => shelf.put(native, type, shelved.origin);
  const isWhole = await read(shelved, MOST, keep, (more) => void values.push(...more));
  if (!isWhole) warn(`only ${MOST} elements of a stream were read; keep the instance alive to watch the others come`);
  return shelved.type.kind === 'future' ? values[0] : { kind: 'list', value: values };
}

/** A read of one element gives it bare. */
function pieces(value: ArrayLike<Native>): Native[] {
  return Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value) : [value];
}
