/** `wasi:cli`: arguments, environment, standard streams, exit. */

import type { Stream } from '../../model.ts';
import type { Output } from '../output.ts';
import { drain, type GuestStream, toGuest } from './guest-stream.ts';
import { type BytesSource, InputStream, OutputStream } from './io.ts';

/** What a program is told about where it runs. */
export interface Surroundings {
  /** The program's name first. */
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
}

/** Thrown through the component by `exit`; a program that wants to end, not a fault. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit with code ${code}`);
  }
}

/** `wasi:cli/terminal-input#terminal-input`; there is no terminal, so there is never one. */
class TerminalInput {}

/** `wasi:cli/terminal-output#terminal-output` */
class TerminalOutput {}

/** The interfaces of `wasi:cli` 0.2. Every call of `get-stdin` and its like gives a stream of its own. */
export function cli(surroundings: Surroundings, stdin: BytesSource, output: Output) {
  const stream = (name: Stream) => new OutputStream({ put: (bytes) => output.write(name, bytes) });
  return {
    ...terminals,
    'wasi:cli/environment': { ...environment(surroundings), initialCwd: () => '/' },
    'wasi:cli/exit': exits,
    'wasi:cli/stdin': { getStdin: () => new InputStream(stdin) },
    'wasi:cli/stdout': { getStdout: () => stream('stdout') },
    'wasi:cli/stderr': { getStderr: () => stream('stderr') },
  };
}

/** The interfaces of `wasi:cli` 0.3, where the standard streams are streams of the component model. */
export function cli3(surroundings: Surroundings, stdin: BytesSource, output: Output) {
  return {
    ...terminals,
    'wasi:cli/environment': { ...environment(surroundings), getInitialCwd: () => '/' },
    'wasi:cli/exit': exits,
    'wasi:cli/stdin': { readViaStream: () => [toGuest(stdin), Promise.resolve(OK)] },
    'wasi:cli/stdout': { writeViaStream: (data: GuestStream) => drained(data, 'stdout', output) },
    'wasi:cli/stderr': { writeViaStream: (data: GuestStream) => drained(data, 'stderr', output) },
  };
}

const terminals = {
  'wasi:cli/terminal-input': { TerminalInput },
  'wasi:cli/terminal-output': { TerminalOutput },
  'wasi:cli/terminal-stdin': { getTerminalStdin: () => undefined },
  'wasi:cli/terminal-stdout': { getTerminalStdout: () => undefined },
  'wasi:cli/terminal-stderr': { getTerminalStderr: () => undefined },
};

const exits = {
  exit(status: { tag: 'ok' | 'err' }): never {
    throw new Exit(status.tag === 'ok' ? 0 : 1);
  },
  exitWithCode(code: number): never {
    throw new Exit(code);
  },
};

function environment(surroundings: Surroundings) {
  return {
    getEnvironment: () => surroundings.env.map(([name, value]) => [name, value]),
    getArguments: () => [...surroundings.args],
  };
}

const OK = { tag: 'ok' } as const;

async function drained(data: GuestStream, name: Stream, output: Output): Promise<typeof OK> {
  await drain(data, (bytes) => output.write(name, bytes));
  return OK;
}
