/** Waiting for something without keeping anything alive once the wait is over. */

import { holdsThread } from '../jspi.ts';
import { sleep } from '../sleep.ts';

/** Ends a wait early; harmless when it is over. */
export type Cancel = () => void;

/** Something that is ready now or will be. */
export interface Waitable {
  isReady(): boolean;
  /** Calls `wake` once when it may be ready; not at all once cancelled. */
  onReady(wake: () => void): Cancel;
  /** Milliseconds that are left, where it is time that it waits for. */
  left?(): number;
}

/** Wakes all who wait for a change. */
export class Signal {
  private readonly wakes = new Set<() => void>();

  /** Something changed: whoever waits looks again. */
  notify(): void {
    const wakes = [...this.wakes];
    this.wakes.clear();
    for (const wake of wakes) wake();
  }

  onNext(wake: () => void): Cancel {
    const own = () => wake();
    this.wakes.add(own);
    return () => this.wakes.delete(own);
  }
}

/** What is ready from the start. */
export const ALWAYS: Waitable = {
  isReady: () => true,
  onReady(wake) {
    wake();
    return () => {};
  },
};

/** What `isReady` says, looked at again at each notification of `signal`. */
export function whenever(signal: Signal, isReady: () => boolean): Waitable {
  return {
    isReady,
    onReady: (wake) => signal.onNext(wake),
  };
}

/** Resolves when `waitable` is ready; nothing at all where it is already, so that nobody suspends. */
export function ready(waitable: Waitable): void | Promise<void> {
  return waitable.isReady() || sleptUntil([waitable]) ? undefined : untilReady(waitable);
}

/**
 * Where components cannot be suspended, sleeps until the first of `waitables` that waits for time is
 * ready; false where it did not, and somebody else has to wait.
 */
export function sleptUntil(waitables: readonly Waitable[]): boolean {
  if (!holdsThread()) return false;
  const times = waitables.flatMap((each) => (each.left === undefined ? [] : [each]));
  if (times.length === 0) return false;
  const left = () => Math.min(...times.map((each) => each.left?.() ?? 0));
  while (!times.some((each) => each.isReady())) sleep(Math.max(left(), 0));
  return true;
}

async function untilReady(waitable: Waitable): Promise<void> {
  while (!waitable.isReady()) await new Promise<void>((resolve) => void waitable.onReady(resolve));
}

/** Calls `next` when `waitable` is ready: at once where it is, and gives what it gives. */
export function after<Result>(
  waitable: Waitable,
  next: () => Result | Promise<Result>,
): Result | Promise<Result> {
  return waitable.isReady() ? next() : untilReady(waitable).then(next);
}

/** A value that comes later, once. */
export class Late<Value> implements Waitable {
  private readonly settled = new Signal();
  private held: { readonly value: Value } | undefined;

  /** Gives it; what is given later is nobody's. */
  settle(value: Value): void {
    if (this.held !== undefined) return;
    this.held = { value };
    this.settled.notify();
  }

  /** The value, once it is there. */
  get current(): { readonly value: Value } | undefined {
    return this.held;
  }

  isReady(): boolean {
    return this.held !== undefined;
  }

  onReady(wake: () => void): Cancel {
    return this.settled.onNext(wake);
  }

  /** Resolves with the value. */
  async promise(): Promise<Value> {
    while (this.held === undefined) await ready(this);
    return this.held.value;
  }
}
