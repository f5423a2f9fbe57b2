/** Waiting without letting go of the thread, for functions that must answer at once. */

const NEVER = new Int32Array(new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer);

/** Sleeps; only workers may. */
export function sleep(milliseconds: number): void {
  Atomics.wait(NEVER, 0, 0, milliseconds);
}
