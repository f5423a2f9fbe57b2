/**
 * What the program writes, on its way to the page.
 *
 * A program that never returns keeps every timer from firing, so whatever waits here when it starts
 * to spin is lost. Writes are therefore posted at once while a budget of messages lasts, which
 * refills with time; only a program that writes hundreds of pieces in a burst is batched.
 */

import type { RunEvent, Stream } from '../model.ts';

const BATCH_BYTES = 64 * 1024;
const BURST_MESSAGES = 256;
const MESSAGES_PER_MILLISECOND = 0.25;
const TRANSFER_BYTES = 16 * 1024;
/** How long a piece waits at most while the program lets timers fire, as when it sleeps. */
const LONGEST_WAIT_MILLISECONDS = 16;

/** Sends an event to the page; what is in `transfer` is gone here afterwards. */
export type Post = (event: RunEvent, transfer?: Transferable[]) => void;

/** Standard output and standard error of one run, with the limit on both together. */
export class Output {
  private stream: Stream = 'stdout';
  private chunks: Uint8Array[] = [];
  private waiting = 0;
  private left: number;
  private messages = BURST_MESSAGES;
  private filledAt = performance.now();
  private isCut = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly post: Post,
    private readonly limit: number,
  ) {
    this.left = limit;
  }

  /** Takes over `bytes`; nobody may change them afterwards. */
  write(stream: Stream, bytes: Uint8Array): void {
    if (this.isCut || bytes.length === 0) return;
    const kept = bytes.length > this.left ? bytes.slice(0, this.left) : bytes;
    this.left -= kept.length;
    this.keep(stream, kept);
    if (this.waiting >= BATCH_BYTES || this.hasBudget()) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), LONGEST_WAIT_MILLISECONDS);
    if (kept !== bytes) this.cut();
  }

  /** Posts what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting === 0) return;
    const bytes = joined(this.chunks, this.waiting);
    this.chunks = [];
    this.waiting = 0;
    this.messages -= 1;
    const transfer = bytes.length >= TRANSFER_BYTES ? [bytes.buffer as ArrayBuffer] : [];
    this.post({ kind: 'output', stream: this.stream, bytes }, transfer);
  }

  private keep(stream: Stream, bytes: Uint8Array): void {
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    this.chunks.push(bytes);
    this.waiting += bytes.length;
  }

  private hasBudget(): boolean {
    if (this.messages >= 1) return true;
    const now = performance.now();
    const earned = (now - this.filledAt) * MESSAGES_PER_MILLISECOND;
    this.filledAt = now;
    this.messages = Math.min(BURST_MESSAGES, this.messages + earned);
    return this.messages >= 1;
  }

  private cut(): void {
    this.isCut = true;
    this.flush();
    this.post({ kind: 'output-cut', limit: this.limit });
  }
}

/** `chunks`, `length` bytes in all, in one array that owns its buffer. */
export function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined && only.byteLength === only.buffer.byteLength) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
