/** `wasi:io/poll` 0.2. */

import { Parent } from '../parent.ts';
import { ALWAYS, type Cancel, ready, sleptUntil, type Waitable } from '../waiting.ts';

/** `wasi:io/poll#pollable`: something that is ready now or will be. */
export class Pollable extends Parent {
  constructor(readonly waitable: Waitable = ALWAYS) {
    super();
  }

  ready(): boolean {
    return this.waitable.isReady();
  }

  /** Waits; a promise only where it must, because it suspends the component. */
  block(): void | Promise<void> {
    return ready(this.waitable);
  }
}

/** `wasi:io/poll#poll`: indices of the ready ones, after waiting for at least one. */
export function poll(pollables: readonly Pollable[]): Uint32Array | Promise<Uint32Array> {
  if (pollables.length === 0) throw new WebAssembly.RuntimeError('`poll` was called with an empty list');
  const indices = readyOnes(pollables);
  if (indices.length > 0) return indices;
  return sleptUntil(pollables.map((each) => each.waitable)) ? readyOnes(pollables) : pollLater(pollables);
}

async function pollLater(pollables: readonly Pollable[]): Promise<Uint32Array> {
  for (;;) {
    await firstOf(pollables);
    const indices = readyOnes(pollables);
    if (indices.length > 0) return indices;
  }
}

function readyOnes(pollables: readonly Pollable[]): Uint32Array {
  const indices: number[] = [];
  for (const [index, pollable] of pollables.entries()) if (pollable.ready()) indices.push(index);
  return Uint32Array.from(indices);
}

/** Nobody waits for the others afterwards: a program polls one long timer ten thousand times. */
function firstOf(pollables: readonly Pollable[]): Promise<void> {
  return new Promise((resolve) => {
    const cancels: Cancel[] = [];
    const wake = () => {
      for (const cancel of cancels) cancel();
      resolve();
    };
    for (const { waitable } of pollables) cancels.push(waitable.onReady(wake));
  });
}
