/** `wasi:clocks` 0.3, where waiting is an async function. */

import { type Clock, RESOLUTION } from '../clock.ts';
import { ready } from '../waiting.ts';

/** The interfaces of `wasi:clocks` 0.3. */
export function clocks3(clock: Clock) {
  // Nothing is awaited for a time that has come, so that the call is seen to return at once.
  const until = (instant: bigint) => ready(clock.at(instant));
  return {
    'wasi:clocks/monotonic-clock': {
      now: () => clock.elapsed(),
      getResolution: () => RESOLUTION,
      waitUntil: until,
      waitFor: (duration: bigint) => (duration === 0n ? undefined : until(clock.elapsed() + duration)),
    },
    'wasi:clocks/system-clock': {
      now: () => clock.now(),
      getResolution: () => RESOLUTION,
    },
    'wasi:clocks/timezone': {
      ianaId: () => 'UTC',
      utcOffset: () => 0n,
      toDebugString: () => 'UTC',
    },
  };
}
