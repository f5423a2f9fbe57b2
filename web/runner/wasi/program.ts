/** What a program is told about where it runs, and how it ends. */

import type { Output } from '../output.ts';
import type { Source } from './bytes.ts';

/** A program's surroundings. */
export interface Program {
  /** The program's name first. */
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  /** Working directory. */
  readonly cwd: string;
  /** Standard input, which both tracks of WASI read from. */
  readonly stdin: Source;
  readonly output: Output;
  /** Whether the standard streams say that they are a terminal. */
  readonly isTerminal: boolean;
}

/** Thrown through the component by `exit`; a program that wants to end, not a fault. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit with code ${code}`);
  }
}

/** `wasi:cli/exit` of both tracks. */
export const exits = {
  exit(status: { tag: 'ok' | 'err' }): never {
    throw new Exit(status.tag === 'ok' ? 0 : 1);
  },
  exitWithCode(code: number): never {
    throw new Exit(code);
  },
};

/** `wasi:cli/terminal-input#terminal-input` */
class TerminalInput {}

/** `wasi:cli/terminal-output#terminal-output` */
class TerminalOutput {}

/** `wasi:cli/terminal-*` of both tracks. */
export function terminals(isTerminal: boolean) {
  const input = () => (isTerminal ? new TerminalInput() : undefined);
  const output = () => (isTerminal ? new TerminalOutput() : undefined);
  return {
    'wasi:cli/terminal-input': { TerminalInput },
    'wasi:cli/terminal-output': { TerminalOutput },
    'wasi:cli/terminal-stdin': { getTerminalStdin: input },
    'wasi:cli/terminal-stdout': { getTerminalStdout: output },
    'wasi:cli/terminal-stderr': { getTerminalStderr: output },
  };
}
