/** `wasi:cli` 0.2: arguments, environment, standard streams, exit. */

import type { Stream } from '../../../model.ts';
import { type Source, sink } from '../bytes.ts';
import { exits, type Program, terminals } from '../program.ts';
import { InputStream, OutputStream } from './streams.ts';

/** The interfaces of `wasi:cli` 0.2. Every call of `get-stdin` and its like gives a stream of its own. */
export function cli(program: Program) {
  const stream = (name: Stream) => new OutputStream(sink((bytes) => program.output.write(name, bytes)));
  // Without `abandon`: dropping one stream of standard input must not end it for the next.
  const stdin: Source = { take: (limit) => program.stdin.take(limit), readable: program.stdin.readable };
  return {
    ...terminals(program.isTerminal),
    'wasi:cli/environment': {
      getEnvironment: () => program.env.map(([name, value]) => [name, value]),
      getArguments: () => [...program.args],
      initialCwd: () => program.cwd,
    },
    'wasi:cli/exit': exits,
    'wasi:cli/stdin': { getStdin: () => new InputStream(stdin) },
    'wasi:cli/stdout': { getStdout: () => stream('stdout') },
    'wasi:cli/stderr': { getStderr: () => stream('stderr') },
  };
}
