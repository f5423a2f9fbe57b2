/**
 * `wasi:io` 0.2: errors, pollables and streams.
 *
 * Everything a component reads here is already in memory and everything it writes is taken at once,
 * so a stream never waits; only a clock does.
 */

import { Failure } from './failure.ts';

/** `wasi:io/error#error` */
export class IoError {
  constructor(private readonly message: string) {}

  toDebugString(): string {
    return this.message;
  }
}

/** `wasi:io/streams#stream-error` */
export type StreamError =
  | { readonly tag: 'last-operation-failed'; readonly val: IoError }
  | { readonly tag: 'closed' };

/** `wasi:io/poll#pollable`: something that is ready now or will be. */
export class Pollable {
  constructor(
    readonly isReady: () => boolean,
    readonly whenReady: () => Promise<void>,
  ) {}

  ready(): boolean {
    return this.isReady();
  }

  /** Waits; a promise only where it must, because it suspends the component. */
  block(): void | Promise<void> {
    return this.isReady() ? undefined : this.whenReady();
  }
}

/** A pollable that is ready from the start. */
export function alwaysReady(): Pollable {
  return new Pollable(
    () => true,
    () => Promise.resolve(),
  );
}

/** `wasi:io/poll#poll`: indices of the ready ones, after waiting for at least one. */
export function poll(pollables: readonly Pollable[]): Uint32Array | Promise<Uint32Array> {
  if (pollables.length === 0) throw new WebAssembly.RuntimeError('`poll` was called with an empty list');
  const ready = readyOnes(pollables);
  if (ready.length > 0) return ready;
  return Promise.race(pollables.map((pollable) => pollable.whenReady())).then(() => poll(pollables));
}

function readyOnes(pollables: readonly Pollable[]): Uint32Array {
  return Uint32Array.from(pollables.keys()).filter((index) => pollables[index]?.ready() === true);
}

/** Where an input stream gets its bytes from. */
export interface Source {
  /** At most `limit` bytes and at least one, or null at the end. */
  take(limit: number): Uint8Array | null;
}

/** Where an output stream puts its bytes; it may keep the array it is given. */
export interface Sink {
  put(bytes: Uint8Array): void;
  /** No more will come from the stream that was opened on it. */
  close?(): void;
}

/** A source over bytes in memory, each byte given once however many streams read from it. */
export class BytesSource implements Source {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  take(limit: number): Uint8Array | null {
    if (this.at >= this.bytes.length) return null;
    const taken = this.bytes.slice(this.at, this.at + limit);
    this.at += taken.length;
    return taken;
  }
}

const LARGEST_READ = 1n << 20n;

/** `wasi:io/streams#input-stream` */
export class InputStream {
  constructor(private readonly source: Source) {}

  read(length: bigint): Uint8Array {
    if (length === 0n) return new Uint8Array();
    const taken = this.source.take(Number(length < LARGEST_READ ? length : LARGEST_READ));
    if (taken === null) throw closed();
    return taken;
  }

  blockingRead(length: bigint): Uint8Array {
    return this.read(length);
  }

  skip(length: bigint): bigint {
    return BigInt(this.read(length).length);
  }

  blockingSkip(length: bigint): bigint {
    return this.skip(length);
  }

  subscribe(): Pollable {
    return alwaysReady();
  }
}

const WRITE_PERMIT = 1n << 20n;
const LONGEST_BLOCKING_WRITE = 4096n;

/** `wasi:io/streams#output-stream` */
export class OutputStream {
  constructor(private readonly sink: Sink) {}

  checkWrite(): bigint {
    return WRITE_PERMIT;
  }

  write(bytes: Uint8Array): void {
    if (BigInt(bytes.length) > WRITE_PERMIT) throw overPermit(WRITE_PERMIT);
    this.sink.put(bytes);
  }

  blockingWriteAndFlush(bytes: Uint8Array): void {
    if (BigInt(bytes.length) > LONGEST_BLOCKING_WRITE) throw overPermit(LONGEST_BLOCKING_WRITE);
    this.sink.put(bytes);
  }

  flush(): void {}

  blockingFlush(): void {}

  writeZeroes(length: bigint): void {
    if (length > WRITE_PERMIT) throw overPermit(WRITE_PERMIT);
    this.sink.put(new Uint8Array(Number(length)));
  }

  blockingWriteZeroesAndFlush(length: bigint): void {
    if (length > LONGEST_BLOCKING_WRITE) throw overPermit(LONGEST_BLOCKING_WRITE);
    this.writeZeroes(length);
  }

  splice(from: InputStream, length: bigint): bigint {
    const bytes = from.read(length < WRITE_PERMIT ? length : WRITE_PERMIT);
    this.sink.put(bytes);
    return BigInt(bytes.length);
  }

  blockingSplice(from: InputStream, length: bigint): bigint {
    return this.splice(from, length);
  }

  subscribe(): Pollable {
    return alwaysReady();
  }

  [Symbol.dispose](): void {
    this.sink.close?.();
  }
}

/** The end of a stream, as its reader or writer is told of it. */
export function closed(): Failure<StreamError> {
  return new Failure<StreamError>({ tag: 'closed' });
}

/** A failed stream operation; `error` stays for whoever asks what it was. */
export function failed(error: IoError): Failure<StreamError> {
  return new Failure<StreamError>({ tag: 'last-operation-failed', val: error });
}

/** Writing more than was permitted is the component's fault and traps. */
function overPermit(permit: bigint): WebAssembly.RuntimeError {
  return new WebAssembly.RuntimeError(`wrote more than the ${permit} bytes that the stream permitted`);
}

/** The interfaces of `wasi:io` 0.2. */
export function io() {
  return {
    'wasi:io/error': { Error: IoError },
    'wasi:io/poll': { Pollable, poll },
    'wasi:io/streams': { InputStream, OutputStream },
  };
}
