/** Streams of one generated module as another takes them: iterables that read the first in pieces. */

import type { Type } from '../../model.ts';
import { isNumeric, type Native } from '../values/native.ts';
import { holds, mapLive } from './walk.ts';

const PIECE = 65536;
const PIECE_OF_ANY = 64;
const END = { value: undefined, done: true } as const;

interface GuestStream {
  read(options: { count: number }): Promise<{ value?: ArrayLike<Native>; done: boolean }>;
}

/** Whether values of this type can hold a stream. */
export function holdsStream(type: Type): boolean {
  return holds(type, ({ kind }) => kind === 'stream');
}

/** `native` with each stream of a guest in it bridged. */
export function bridged(type: Type | undefined, native: Native): Native {
  if (type === undefined) return native;
  return mapLive(type, native, (of, live) => {
    const isGuests = of.kind === 'stream' && typeof live === 'object' && live !== null && 'read' in live;
    if (!isGuests) return live;
    const iterator = new Pieces(live as GuestStream, of.element !== null && isNumeric(of.element));
    return { [Symbol.asyncIterator]: () => iterator };
  });
}

class Pieces implements AsyncIterator<Native> {
  private readonly waiting: Native[] = [];
  private isDone = false;

  constructor(
    private readonly stream: GuestStream,
    /** Numbers go in typed arrays, anything else one by one. */
    private readonly inChunks: boolean,
  ) {}

  async next(): Promise<IteratorResult<Native>> {
    while (this.waiting.length === 0) {
      if (this.isDone) return END;
      const { value, done } = await this.stream.read({ count: this.inChunks ? PIECE : PIECE_OF_ANY });
      this.isDone = done;
      if (value === undefined || value.length === 0) continue;
      if (this.inChunks) this.waiting.push(value);
      else this.waiting.push(...Array.from(value));
    }
    return { value: this.waiting.shift(), done: false };
  }

  async return(): Promise<IteratorResult<Native>> {
    (this.stream as GuestStream & Partial<Disposable>)[Symbol.dispose]?.();
    return END;
  }
}
