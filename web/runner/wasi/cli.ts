/** `wasi:cli` 0.2: arguments, environment, standard streams, exit. */

import type { Stream } from '../../model.ts';
import type { Output } from '../output.ts';
import { BytesSource, InputStream, OutputStream } from './io.ts';

/** What a program is told about where it runs. */
export interface Surroundings {
  /** The program's name first. */
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  readonly stdin: Uint8Array;
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
export function cli(surroundings: Surroundings, output: Output) {
  const stdin = new BytesSource(surroundings.stdin);
  const stream = (name: Stream) => new OutputStream({ put: (bytes) => output.write(name, bytes) });
  return {
    'wasi:cli/environment': {
      getEnvironment: () => surroundings.env.map(([name, value]) => [name, value]),
      getArguments: () => [...surroundings.args],
      initialCwd: () => '/',
    },
    'wasi:cli/exit': {
      exit(status: { tag: 'ok' | 'err' }): never {
        throw new Exit(status.tag === 'ok' ? 0 : 1);
      },
      exitWithCode(code: number): never {
        throw new Exit(code);
      },
    },
    'wasi:cli/stdin': { getStdin: () => new InputStream(stdin) },
    'wasi:cli/stdout': { getStdout: () => stream('stdout') },
    'wasi:cli/stderr': { getStderr: () => stream('stderr') },
    'wasi:cli/terminal-input': { TerminalInput },
    'wasi:cli/terminal-output': { TerminalOutput },
    'wasi:cli/terminal-stdin': { getTerminalStdin: () => undefined },
    'wasi:cli/terminal-stdout': { getTerminalStdout: () => undefined },
    'wasi:cli/terminal-stderr': { getTerminalStderr: () => undefined },
  };
}
