/** `wasi:cli` 0.3, where the standard streams are streams of the component model. */

import type { Stream } from '../../../model.ts';
import { exits, type Program, terminals } from '../program.ts';
import { settled } from './coded.ts';
import { drain, type GuestStream, OK, toGuest } from './streams.ts';

/** The interfaces of `wasi:cli` 0.3. */
export function cli3(program: Program) {
  // Without `abandon`: a program may read a part of its input twice over.
  const stdin = { take: (limit: number) => program.stdin.take(limit), readable: program.stdin.readable };
  const write = async (data: GuestStream, name: Stream) => {
    await drain(data, (bytes) => program.output.write(name, bytes));
    return OK;
  };
  return {
    ...terminals(program.isTerminal),
    'wasi:cli/environment': {
      getEnvironment: () => program.env.map(([name, value]) => [name, value]),
      getArguments: () => [...program.args],
      getInitialCwd: () => program.cwd,
    },
    'wasi:cli/exit': exits,
    'wasi:cli/stdin': { readViaStream: () => toGuest(stdin, settled) },
    'wasi:cli/stdout': { writeViaStream: (data: GuestStream) => write(data, 'stdout') },
    'wasi:cli/stderr': { writeViaStream: (data: GuestStream) => write(data, 'stderr') },
  };
}

/** What differed in the release candidate of January 2026: writing was an async function. */
export function cliOfJanuary({ output }: Program) {
  const write = (name: Stream) => (data: GuestStream) => drain(data, (bytes) => output.write(name, bytes));
  return {
    'wasi:cli/stdout': { writeViaStream: write('stdout') },
    'wasi:cli/stderr': { writeViaStream: write('stderr') },
  };
}
