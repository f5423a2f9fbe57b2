/**
 * Streams and futures of the component model (WASI 0.3) between a component and this host.
 *
 * Bytes go in chunks: one by one, each would take a turn of the event loop. A stream that one
 * component made never reaches another as it is: generated modules look it up in the wrong table.
 */

import { PulledSource, type Source } from '../bytes.ts';
import { ALWAYS, Late, ready } from '../waiting.ts';

/** A `stream<u8>` that a component writes or passes on, as the generated module gives it. */
export interface GuestStream {
  read(options: { count: number }): Promise<{ value?: ArrayLike<number>; done: boolean }>;
}

/** What a function with a result gives that comes later. */
export type Settled<Failed = unknown, Done = undefined> =
  | { readonly tag: 'ok'; readonly val?: Done }
  | { readonly tag: 'err'; readonly val: Failed };

/** Nothing went wrong. */
export const OK = { tag: 'ok' } as const;

/** What is at its end from the start. */
export const NOTHING: Source = { readable: ALWAYS, take: () => null };

const CHUNK = 64 * 1024;

/**
 * What a component reads from `source`, and how that ends: once all is read, once the component drops the
 * stream, or by a fault, of which `failed` makes what the component is told.
 */
export function toGuest<Failed>(
  source: Source,
  failed: (fault: unknown) => Settled<Failed>,
): [AsyncIterable<Uint8Array>, Promise<Settled<Failed>>] {
  const ended = new Late<Settled<Failed>>();
  const chunks = new Chunks(source, () => ended.settle(OK), (fault) => ended.settle(failed(fault)));
  return [{ [Symbol.asyncIterator]: () => chunks }, ended.promise()];
}

class Chunks implements AsyncIterator<Uint8Array> {
  constructor(
    private readonly source: Source,
    private readonly end: () => void,
    private readonly fail: (fault: unknown) => void,
  ) {}

  async next(): Promise<IteratorResult<Uint8Array>> {
    try {
      for (;;) {
        await ready(this.source.readable);
        const value = this.source.take(CHUNK);
        if (value === null) break;
        if (value.length > 0) return { value, done: false };
      }
      this.end();
    } catch (fault) {
      this.fail(fault);
    }
    return END;
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    this.source.abandon?.();
    this.end();
    return END;
  }
}

const END = { value: undefined, done: true } as const;

/** Gives `take` all that comes and resolves at the end. `take` may ask to wait before there is more. */
export async function drain(
  stream: GuestStream,
  take: (bytes: Uint8Array) => void | Promise<void>,
): Promise<void> {
  for (;;) {
    const { value, done } = await stream.read({ count: CHUNK });
    if (value !== undefined && value.length > 0) await take(new Uint8Array(value));
    if (done) return;
  }
}

/** A component's own stream as the bytes that this host gives to it, or to another. */
export function fromGuest(stream: GuestStream): Source {
  return new PulledSource(
    () => stream.read({ count: CHUNK }),
    () => (stream as GuestStream & Partial<Disposable>)[Symbol.dispose]?.(),
  );
}

/** Gives `take` all that `source` has, and resolves at its end. */
export async function drainSource(source: Source, take: (bytes: Uint8Array) => void): Promise<void> {
  for (;;) {
    await ready(source.readable);
    const bytes = source.take(CHUNK);
    if (bytes === null) return;
    take(bytes);
  }
}
