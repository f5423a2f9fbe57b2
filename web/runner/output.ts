/**
 * What the program writes, on its way to the page.
 *
 * A program that never returns keeps every timer from firing, so whatever waits here when it starts
 * to spin is lost. Writes are therefore posted at once while a budget of messages lasts, which
 * refills with time; only a program that writes hundreds of pieces in a burst is batched.
 */

import type { LogLine, RunEvent, SentMessage, Stream } from '../model.ts';
import { Refusal } from './refusal.ts';

const BATCH_BYTES = 64 * 1024;
const BURST_MESSAGES = 256;
const MESSAGES_PER_MILLISECOND = 0.25;
const TRANSFER_BYTES = 16 * 1024;
/** How much is dropped over the limit before the run is ended: so much is no accident. */
const PATIENCE_BYTES = 16 * 1024 * 1024;
/** What a line or a message costs besides its text. */
const EVENT_COST = 64;
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
  private dropped = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly post: Post,
    private readonly limit: number,
  ) {
    this.left = limit;
  }

  /** Takes over `bytes`; nobody may change them afterwards. */
  write(stream: Stream, bytes: Uint8Array): void {
    if (this.isCut) this.drop(bytes.length);
    if (this.isCut || bytes.length === 0) return;
    const kept = bytes.length > this.left ? bytes.slice(0, this.left) : bytes;
    this.left -= kept.length;
    this.keep(stream, kept);
    if (this.waiting >= BATCH_BYTES || this.hasBudget()) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), LONGEST_WAIT_MILLISECONDS);
    if (kept !== bytes) this.cut();
  }

  /** A line that was logged, in its place among what is written. */
  log(line: LogLine): void {
    this.event(line.context.length + line.message.length, { kind: 'log', ...line });
  }

  /** A message that was sent. */
  message(message: SentMessage): void {
    this.event(message.data.length, { kind: 'message', ...message });
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

  private event(length: number, event: RunEvent): void {
    const cost = length + EVENT_COST;
    if (this.isCut) return this.drop(cost);
    if (cost > this.left) return this.cut();
    this.left -= cost;
    this.flush();
    this.post(event);
  }

  /** A program that never stops writing is ended before its time limit does. */
  private drop(length: number): void {
    this.dropped += length;
    if (this.dropped <= PATIENCE_BYTES) return;
    throw new Refusal(
      'output-limit',
      `it wrote ${this.limit} bytes, which is the limit, and went on for ${PATIENCE_BYTES >> 20} MB more`,
    );
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
