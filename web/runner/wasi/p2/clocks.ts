/** `wasi:clocks` 0.2. */

import { type Clock, RESOLUTION } from '../clock.ts';
import { Pollable } from './poll.ts';

/** The interfaces of `wasi:clocks` 0.2. */
export function clocks(clock: Clock) {
  const until = (instant: bigint) => new Pollable(clock.at(instant));
  return {
    'wasi:clocks/monotonic-clock': {
      now: () => clock.elapsed(),
      resolution: () => RESOLUTION,
      subscribeInstant: until,
      subscribeDuration: (duration: bigint) => until(clock.elapsed() + duration),
    },
    'wasi:clocks/wall-clock': {
      now: () => clock.now(),
      resolution: () => ({ seconds: 0n, nanoseconds: Number(RESOLUTION) }),
    },
    'wasi:clocks/timezone': {
      display: () => ({ utcOffset: 0, name: 'UTC', inDaylightSavingTime: false }),
      utcOffset: () => 0,
    },
  };
}
