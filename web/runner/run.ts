/** One run from start to outcome. It knows no worker: events go to whoever it is given. */

import type { Job, Outcome, RunStart, Stage } from '../model.ts';
import { outcomeOf } from './fault.ts';
import { runCommand } from './jobs/command.ts';
import { callFunction, lowerArguments } from './jobs/function.ts';
import { sendRequest } from './jobs/http.ts';
import { type Exports, instantiate, load } from './load.ts';
import { Output, type Post } from './output.ts';
import { Refusal } from './refusal.ts';
import { Host, type HostSettings } from './wasi/host.ts';

/** Runs `start`. `done` is the last event, whatever happens. */
export async function run(start: RunStart, post: Post): Promise<void> {
  const output = new Output(post, start.limits.output_bytes);
  const outcome = await attempt(start, output, post).catch(outcomeOf);
  output.flush();
  post({ kind: 'done', outcome });
}

async function attempt({ transpiled, job }: RunStart, output: Output, post: Post): Promise<Outcome> {
  const call = prepare(job);
  const host = new Host(settings(job), output);
  const missing = host.missing(transpiled.imports);
  if (missing.length > 0) return { kind: 'missing-imports', imports: missing };
  if (transpiled.needs_jspi && !hasJspi()) throw noJspi();
  const loaded = await timed('compile', post, () => load(transpiled));
  const exports = await timed('instantiate', post, () => instantiate(loaded, host.imports(transpiled.imports)));
  return timed('call', post, () => call(exports));
}

/** Checks what can be checked before anything runs, and gives what is left to do. */
function prepare(job: Job): (exports: Exports) => Promise<Outcome> {
  switch (job.kind) {
    case 'function': {
      const args = lowerArguments(job.function, job.args);
      return (exports) => callFunction(exports, job.function, args);
    }
    case 'command':
      return runCommand;
    case 'http':
      return (exports) => sendRequest(exports, job);
  }
}

function settings(job: Job): HostSettings {
  switch (job.kind) {
    case 'function':
    case 'http':
      return { args: [], env: [], stdin: new Uint8Array(), files: [] };
    case 'command':
      return { args: job.args, env: job.env, stdin: new TextEncoder().encode(job.stdin), files: job.files };
  }
}

/** Tells how long `work` took, also when it throws. */
async function timed<Result>(stage: Stage, post: Post, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    post({ kind: 'stage', stage, milliseconds: performance.now() - start });
  }
}

function hasJspi(): boolean {
  return 'Suspending' in WebAssembly && 'promising' in WebAssembly;
}

function noJspi(): Refusal {
  return new Refusal(
    'no-jspi',
    'it has to wait for input or time, and this browser cannot suspend WebAssembly (JSPI); ' +
      'use a current Chrome or Edge, or run it on the server',
  );
}
