/** Streams of the component model (WASI 0.3) between a component and this host, bytes only. */

import type { BytesSource } from './io.ts';

/** A `stream<u8>` that a component writes or passes on, as the generated module gives it. */
export interface GuestStream {
  read(options: { count: number }): Promise<{ value?: ArrayLike<number>; done: boolean }>;
}

/** Read one by one, the bytes of a stream would take a turn of the event loop each. */
const CHUNK = 64 * 1024;

/** What a component reads from `source`. */
export function toGuest(source: BytesSource): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const bytes = source.take(CHUNK);
      if (bytes === null) controller.close();
      else controller.enqueue(bytes);
    },
  });
}

/** Gives `take` all that comes, and resolves at the end. */
export async function drain(stream: GuestStream, take: (bytes: Uint8Array) => void): Promise<void> {
  for (;;) {
    const { value, done } = await stream.read({ count: CHUNK });
    if (value !== undefined) take(Uint8Array.from(value));
    if (done) return;
  }
}
