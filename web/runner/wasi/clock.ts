/** The clocks of a run. */

import type { Cancel, Waitable } from './waiting.ts';

const NANOSECONDS_PER_MILLISECOND = 1_000_000;
/** The largest delay that a browser's timer takes; longer waits are made of several. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** What `performance.now` counts in, as browsers round it for isolated pages; in nanoseconds. */
export const RESOLUTION = 5000n;

/** Seconds and nanoseconds since 1970: `wall-clock#datetime` of 0.2, `system-clock#instant` of 0.3. */
export interface Datetime {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

/** A monotonic clock that begins at 0 with the run, and the time of day. */
export class Clock {
  private readonly start = performance.now();

  /** Since the start of the run, in nanoseconds. */
  elapsed(): bigint {
    return toNanoseconds(performance.now() - this.start);
  }

  now(): Datetime {
    return datetime(toNanoseconds(performance.timeOrigin + performance.now()));
  }

  /** Ready once `elapsed` is at `instant`. */
  at(instant: bigint): Waitable {
    return {
      isReady: () => this.elapsed() >= instant,
      onReady: (wake) => timer(Number(instant - this.elapsed()), wake),
      left: () => Number(instant - this.elapsed()) / NANOSECONDS_PER_MILLISECOND,
    };
  }
}

const NANOSECONDS_PER_SECOND = 1_000_000_000n;

/** A time in nanoseconds since 1970 as WASI has it. */
export function datetime(nanoseconds: bigint): Datetime {
  const rest = ((nanoseconds % NANOSECONDS_PER_SECOND) + NANOSECONDS_PER_SECOND) % NANOSECONDS_PER_SECOND;
  return { seconds: (nanoseconds - rest) / NANOSECONDS_PER_SECOND, nanoseconds: Number(rest) };
}

/** A time of WASI's in nanoseconds since 1970. */
export function nanoseconds(time: Datetime): bigint {
  return time.seconds * NANOSECONDS_PER_SECOND + BigInt(time.nanoseconds);
}

/** The time of day in nanoseconds since 1970. */
export function timeOfDay(): bigint {
  return toNanoseconds(Date.now());
}

function timer(nanoseconds: number, wake: () => void): Cancel {
  const delay = Math.min(Math.max(0, Math.ceil(nanoseconds / NANOSECONDS_PER_MILLISECOND)), LONGEST_TIMER);
  const handle = setTimeout(wake, delay);
  return () => clearTimeout(handle);
}

function toNanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * 1000)) * 1000n;
}
