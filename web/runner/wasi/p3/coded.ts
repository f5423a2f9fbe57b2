/** Errors of this host's insides as WASI 0.3 has them: variants, where 0.2 has names. */

import { Failure } from '../failure.ts';
import { NOTHING, type Settled, toGuest } from './streams.ts';

/** An `error-code` of 0.3. */
export interface ErrorCode {
  readonly tag: string;
}

/** What `work` gives, or its failure as a variant. */
export function coded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (fault) {
    throw fault instanceof Failure ? new Failure<ErrorCode>({ tag: String(fault.payload) }) : fault;
  }
}

/** A failure as what a future resolves to; any other fault stays one. */
export function settled(fault: unknown): Settled<ErrorCode> {
  if (!(fault instanceof Failure)) throw fault;
  return { tag: 'err', val: { tag: String(fault.payload) } };
}

/** What a function gives that could not open a stream: one at its end, and why. */
export function nothingFor(fault: unknown): [AsyncIterable<Uint8Array>, Promise<Settled<ErrorCode>>] {
  const [nothing] = toGuest(NOTHING, settled);
  return [nothing, Promise.resolve(settled(fault))];
}
