/** `wasi:logging`: lines of the run, counted against the limit on its output. */

import type { LogLevel } from '../../../model.ts';
import type { Output } from '../../output.ts';

/** `wasi:logging/logging` into `output`. */
export function logging(output: Output) {
  return {
    'wasi:logging/logging': {
      log: (level: LogLevel, context: string, message: string) => output.log({ level, context, message }),
    },
  };
}
