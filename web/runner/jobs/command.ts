/** Runs a program: `wasi:cli/run`. */

import type { Outcome } from '../../model.ts';
import { errorPayload } from '../fault.ts';
import type { Exports } from '../load.ts';
import { find, noEntry } from './entry.ts';

/** Runs it to its end; an `err` from `run` is exit code 1. */
export async function runCommand(exports: Exports): Promise<Outcome> {
  const run =
    find(exports, { interface: 'wasi:cli/run', track: '0.2', name: 'run' }) ??
    find(exports, { interface: 'wasi:cli/run', track: '0.3', name: 'run' });
  if (run === undefined) throw noEntry(exports, 'wasi:cli/run');
  try {
    await run();
    return { kind: 'exited', code: 0 };
  } catch (fault) {
    if (errorPayload(fault) === null) throw fault;
    return { kind: 'exited', code: 1 };
  }
}
