/** `wasi:io/error` and `wasi:io/streams` 0.2. */

import { LARGEST_PIECE, type Sink, type Source } from '../bytes.ts';
import { Failure } from '../failure.ts';
import { Parent } from '../parent.ts';
import { after, ready } from '../waiting.ts';
import { Pollable, poll } from './poll.ts';

/** A package whose streams can fail. */
export type Origin = 'filesystem' | 'http' | 'sockets';

/** `wasi:io/error#error` */
export class IoError {
  constructor(
    private readonly message: string,
    private readonly code?: { readonly origin: Origin; readonly value: unknown },
  ) {}

  /** What it is in the words of the interface that it came from, where that is `origin`. */
  codeOf(origin: Origin): unknown {
    return this.code?.origin === origin ? this.code.value : undefined;
  }

  toDebugString(): string {
    return this.message;
  }
}

/** `wasi:io/streams#stream-error` */
export type StreamError =
  | { readonly tag: 'last-operation-failed'; readonly val: IoError }
  | { readonly tag: 'closed' };

/** `wasi:io/streams#input-stream` */
export class InputStream extends Parent {
  private isClosed = false;

  constructor(readonly source: Source) {
    super();
  }

  read(length: bigint): Uint8Array {
    if (this.isClosed) throw closed();
    if (length === 0n) return new Uint8Array();
    const taken = this.closingOnFault(() => this.source.take(clamped(length)));
    if (taken !== null) return taken;
    this.isClosed = true;
    throw closed();
  }

  blockingRead(length: bigint): Uint8Array | Promise<Uint8Array> {
    if (this.isClosed || length === 0n) return this.read(length);
    return after(this.source.readable, () => this.read(length));
  }

  skip(length: bigint): bigint {
    return BigInt(this.read(length).length);
  }

  blockingSkip(length: bigint): bigint | Promise<bigint> {
    if (this.isClosed || length === 0n) return this.skip(length);
    return after(this.source.readable, () => this.skip(length));
  }

  subscribe(): Pollable {
    return this.adopt(new Pollable(this.source.readable));
  }

  protected override dropped(): void {
    this.source.abandon?.();
  }

  /** A stream that failed once is at its end. */
  private closingOnFault<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (fault) {
      this.isClosed = true;
      throw fault;
    }
  }
}

const LONGEST_BLOCKING_WRITE = 4096;

/** `wasi:io/streams#output-stream` */
export class OutputStream extends Parent {
  /** How much may be written without asking again. */
  private permit = 0;
  private isClosed = false;

  constructor(private readonly sink: Sink) {
    super();
  }

  checkWrite(): bigint {
    this.permit = this.room();
    return BigInt(this.permit);
  }

  write(bytes: Uint8Array): void {
    this.spend(bytes.length);
    this.put(bytes);
  }

  blockingWriteAndFlush(bytes: Uint8Array): void | Promise<void> {
    checkBlockingWrite(bytes.length);
    if (this.room() >= bytes.length) {
      this.put(bytes);
      return this.sink.writable.isReady() ? undefined : this.blockingFlush();
    }
    return this.writeInPieces(bytes);
  }

  flush(): void {
    if (this.isClosed) throw closed();
  }

  blockingFlush(): void | Promise<void> {
    if (this.isClosed) throw closed();
    return after(this.sink.writable, () => void this.room());
  }

  writeZeroes(length: bigint): void {
    this.spend(Number(length));
    this.put(new Uint8Array(Number(length)));
  }

  blockingWriteZeroesAndFlush(length: bigint): void | Promise<void> {
    checkBlockingWrite(Number(length));
    return this.blockingWriteAndFlush(new Uint8Array(Number(length)));
  }

  splice(from: InputStream, length: bigint): bigint {
    const room = this.room();
    if (room === 0) return 0n;
    const bytes = from.read(length < BigInt(room) ? length : BigInt(room));
    this.put(bytes);
    return BigInt(bytes.length);
  }

  blockingSplice(from: InputStream, length: bigint): bigint | Promise<bigint> {
    if (this.isClosed) throw closed();
    if (length === 0n) return 0n;
    const isReady = this.sink.writable.isReady() && from.source.readable.isReady();
    return isReady ? this.splice(from, length) : this.spliceLater(from, length);
  }

  subscribe(): Pollable {
    return this.adopt(new Pollable(this.sink.writable));
  }

  protected override dropped(): void {
    this.sink.close?.();
  }

  private put(bytes: Uint8Array): void {
    if (this.isClosed) throw closed();
    try {
      this.sink.put(bytes);
    } catch (fault) {
      this.isClosed = true;
      throw fault;
    }
  }

  private room(): number {
    if (this.isClosed) throw closed();
    try {
      return Math.min(this.sink.room(), LARGEST_PIECE);
    } catch (fault) {
      this.isClosed = true;
      throw fault;
    }
  }

  /**
   * Writing more than is permitted is the component's fault and traps. One that did not ask first is
   * forgiven, as by Wasmtime, while there is room.
   */
  private spend(length: number): void {
    if (length > this.permit) this.permit = this.room();
    if (length > this.permit) {
      throw new WebAssembly.RuntimeError(
        `wrote ${length} bytes where \`check-write\` permitted ${this.permit}`,
      );
    }
    this.permit -= length;
  }

  private async writeInPieces(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      await ready(this.sink.writable);
      const piece = bytes.slice(at, at + this.room());
      this.put(piece);
      at += piece.length;
    }
    await this.blockingFlush();
  }

  private async spliceLater(from: InputStream, length: bigint): Promise<bigint> {
    await ready(this.sink.writable);
    await ready(from.source.readable);
    return this.splice(from, length);
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

/** What `work` gives; its own failures as stream errors, which is all that a stream can fail with. */
function coded<Result>(origin: Origin, work: () => Result): Result {
  try {
    return work();
  } catch (fault) {
    if (!(fault instanceof Failure)) throw fault;
    const { payload: value } = fault as Failure<unknown>;
    throw failed(new IoError(`${origin}: ${words(value)}`, { origin, value }));
  }
}

function words(code: unknown): string {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);
  return typeof code === 'string' ? code : JSON.stringify(code, plain);
}

/** `sink`, failing as one that a stream can be made of. */
export function codedSink(sink: Sink, origin: Origin): Sink {
  return {
    put: (bytes) => coded(origin, () => sink.put(bytes)),
    room: () => coded(origin, () => sink.room()),
    writable: sink.writable,
    close: () => sink.close?.(),
  };
}

/** `source`, failing as one that a stream can be made of. */
export function codedSource(source: Source, origin: Origin): Source {
  return {
    take: (limit) => coded(origin, () => source.take(limit)),
    readable: source.readable,
    abandon: () => source.abandon?.(),
  };
}

function clamped(length: bigint): number {
  return length < LARGEST_PIECE ? Number(length) : LARGEST_PIECE;
}

function checkBlockingWrite(length: number): void {
  if (length <= LONGEST_BLOCKING_WRITE) return;
  throw new WebAssembly.RuntimeError(
    `wrote ${length} bytes at once with a blocking write, which takes ${LONGEST_BLOCKING_WRITE} at most`,
  );
}

/** The interfaces of `wasi:io` 0.2. */
export function io() {
  return {
    'wasi:io/error': { Error: IoError },
    'wasi:io/poll': { Pollable, poll },
    'wasi:io/streams': { InputStream, OutputStream },
  };
}
