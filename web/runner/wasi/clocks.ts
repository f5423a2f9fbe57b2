/** `wasi:clocks` over the browser's clocks. */

import { Pollable } from './io.ts';

const NANOSECONDS_PER_MILLISECOND = 1_000_000;
/** What `performance.now` counts in, as browsers round it for isolated pages. */
const RESOLUTION = 5000n;
/** The largest delay that a browser's timer takes; longer waits are made of several. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The interfaces of `wasi:clocks` 0.2. The monotonic clock begins at 0 with the run. */
export function clocks() {
  const start = performance.now();
  const elapsed = () => toNanoseconds(performance.now() - start);
  const until = (instant: bigint) => new Pollable(() => elapsed() >= instant, () => arrival(elapsed, instant));
  return {
    'wasi:clocks/monotonic-clock': {
      now: elapsed,
      resolution: () => RESOLUTION,
      subscribeInstant: until,
      subscribeDuration: (duration: bigint) => until(elapsed() + duration),
    },
    'wasi:clocks/wall-clock': {
      now: () => datetime(performance.timeOrigin + performance.now()),
      resolution: () => ({ seconds: 0n, nanoseconds: Number(RESOLUTION) }),
    },
    'wasi:clocks/timezone': {
      display: () => ({ utcOffset: 0, name: 'UTC', inDaylightSavingTime: false }),
      utcOffset: () => 0,
    },
  };
}

/** The interfaces of `wasi:clocks` 0.3, where waiting is an async function. */
export function clocks3() {
  const start = performance.now();
  const elapsed = () => toNanoseconds(performance.now() - start);
  return {
    'wasi:clocks/monotonic-clock': {
      now: elapsed,
      getResolution: () => RESOLUTION,
      waitUntil: (instant: bigint) => arrival(elapsed, instant),
      waitFor: (duration: bigint) => arrival(elapsed, elapsed() + duration),
    },
    'wasi:clocks/system-clock': {
      now: () => datetime(performance.timeOrigin + performance.now()),
      getResolution: () => RESOLUTION,
    },
    'wasi:clocks/timezone': {
      ianaId: () => 'UTC',
      utcOffset: () => 0n,
      toDebugString: () => 'UTC',
    },
  };
}

/** `wasi:clocks/wall-clock#datetime` */
export interface Datetime {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

/** A time in milliseconds since 1970 as WASI has it. */
export function datetime(milliseconds: number): Datetime {
  const nanoseconds = toNanoseconds(milliseconds);
  return { seconds: nanoseconds / 1_000_000_000n, nanoseconds: Number(nanoseconds % 1_000_000_000n) };
}

async function arrival(elapsed: () => bigint, instant: bigint): Promise<void> {
  for (let left = instant - elapsed(); left > 0n; left = instant - elapsed()) {
    const milliseconds = Math.min(Math.ceil(Number(left) / NANOSECONDS_PER_MILLISECOND), LONGEST_TIMER);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}

function toNanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * 1000)) * 1000n;
}
