/** Keeps an instance alive and sends it requests, side by side where the component allows that. */

import type { Outcome, RunEvent, Served, ServedRequest, ServedStep } from '../../model.ts';
import { outcomeOf } from '../fault.ts';
import type { Exports } from '../load.ts';
import { HttpJob } from './http.ts';

/** The answering of requests, from before the instance is there until it ends. */
export class Service {
  /** Numbers of the requests whose answers are not whole yet. */
  private readonly open = new Set<number>();
  private readonly early: ServedRequest[] = [];
  private exports: Exports | undefined;
  private isClosing = false;
  private end: (outcome: Outcome) => void = () => {};

  constructor(private readonly tell: (event: Served) => void) {}

  /** Begins with an instance; resolves when it is ended, or can no longer be used. */
  live(exports: Exports): Promise<Outcome> {
    return new Promise((resolve) => {
      this.end = resolve;
      this.exports = exports;
      for (const request of this.early) void this.answer(exports, request);
      this.endWhenIdle();
    });
  }

  /** Sends a request, once there is an instance. */
  take(request: ServedRequest): void {
    this.open.add(request.number);
    if (this.exports === undefined) this.early.push(request);
    else void this.answer(this.exports, request);
  }

  /** No more come. */
  close(): void {
    this.isClosing = true;
    this.endWhenIdle();
  }

  /** The run is over, and with it every answer that is not whole. */
  over(outcome: Outcome): void {
    for (const number of [...this.open]) this.conclude(number, failed(outcome));
    this.exports = undefined;
  }

  private async answer(exports: Exports, { number, request, body }: ServedRequest): Promise<void> {
    let trailers: Extract<RunEvent, { kind: 'response-trailers' }>['headers'] = [];
    const hear = (event: RunEvent) => {
      if (event.kind === 'response-trailers') trailers = event.headers;
      const step = stepOf(event);
      if (step !== undefined && this.open.has(number)) this.tell({ number, step });
    };
    const job = new HttpJob(request, { stream_response: true }, hear, body);
    const outcome = await job.send(exports).catch(outcomeOf);
    this.conclude(number, outcome.kind === 'responded' ? { what: 'end', trailers } : failed(outcome));
    // What was refused did not harm the instance; after anything else it cannot go on.
    if (outcome.kind !== 'responded' && outcome.kind !== 'refused') this.end(outcome);
    this.endWhenIdle();
  }

  private conclude(number: number, step: ServedStep): void {
    if (this.open.delete(number)) this.tell({ number, step });
  }

  private endWhenIdle(): void {
    if (this.isClosing && this.open.size === 0) this.end({ kind: 'stopped' });
  }
}

function stepOf(event: RunEvent): ServedStep | undefined {
  switch (event.kind) {
    case 'response-head':
      return { what: 'head', status: event.status, headers: event.headers };
    case 'response-body':
      return { what: 'body', bytes: event.bytes };
    default:
      return undefined;
  }
}

/** Why there is no answer, of an instance that ended so. */
function failed(outcome: Outcome): ServedStep {
  switch (outcome.kind) {
    case 'refused':
      return { what: 'failed', code: outcome.code, message: outcome.message };
    case 'trapped':
      return { what: 'failed', code: 'trapped', message: `the component trapped: ${outcome.message}` };
    case 'missing-imports':
      return { what: 'failed', code: 'missing-imports', message: `nobody provides ${outcome.imports.join(', ')}` };
    case 'exited':
      return { what: 'failed', code: 'exited', message: `the component exited with ${outcome.code}` };
    default:
      return { what: 'failed', code: 'stopped', message: 'the instance was ended' };
  }
}
