/**
 * Stands in for the run worker and measures what it is started with: how often a wire is crossed that is
 * traced and one that is not, or how long an asynchronous call takes. It never ends by itself.
 */

import type { Linked, RunStart, TraceEvent } from '../model.ts';
import { callFunction } from '../runner/jobs/function.ts';
import { setFastTimeout } from '../runner/fast-timeout.ts';
import { link } from '../runner/link.ts';
import { type Exports, instantiate, load } from '../runner/load.ts';
import { camelCase } from '../runner/names.ts';
import { Tracer } from '../runner/trace/tracer.ts';
import type { HostInterface } from '../runner/wasi/host.ts';

const CHANNEL = 'bench-crossings';
/** Fewer than a tracer tells, so that each is told. */
const CALLS = 2000;
const ROUNDS = 12;
/** So many take longer than the clock is coarse. */
const IN_A_ROW = 50;

setFastTimeout();

addEventListener('message', ({ data }: MessageEvent<RunStart>) => {
  if (!('transpiled' in data)) return;
  const measured = data.linked === undefined ? measureAsync(data) : measureCrossings(data, data.linked);
  void measured.then((figures) => new BroadcastChannel(CHANNEL).postMessage(figures));
});

/** Calls in a second, each of which crosses two wires. */
async function measureCrossings(start: RunStart, linked: Linked) {
  const rates = { linked: 0, traced: 0 };
  // Told as the run worker does, but to nobody: the page would be busy with it for long.
  const { port1 } = new MessageChannel();
  const tell = (event: TraceEvent) => port1.postMessage({ kind: 'trace', ...event });
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.linked = Math.max(rates.linked, await rate(start, linked, new Untraced()));
    rates.traced = Math.max(rates.traced, await rate(start, linked, new Tracer(tell)));
  }
  return rates;
}

/** Lets everything through as it is. */
class Untraced extends Tracer {
  constructor() {
    super(() => {});
  }

  override wire(_from: string, _to: string, given: HostInterface): HostInterface {
    return given;
  }
}

async function rate({ job }: RunStart, linked: Linked, tracer: Tracer): Promise<number> {
  if (job.kind !== 'function') throw new Error('only functions are measured');
  const exports = await link(linked, () => ({}), tracer);
  const callee = (exports[job.function.interface ?? ''] as Record<string, (text: string) => string>)[camelCase(job.function.name)];
  if (callee === undefined) throw new Error(`there is no \`${job.function.id}\``);
  for (let call = 0; call < CALLS / 10; call += 1) callee('a few words');
  const began = performance.now();
  for (let call = 0; call < CALLS; call += 1) callee('a few words');
  return (CALLS / (performance.now() - began)) * 1000;
}

/** Milliseconds of a call, which waits for an import that answers later: of some in a row, again and again. */
async function measureAsync({ transpiled, job }: RunStart): Promise<number[]> {
  if (job.kind !== 'function') throw new Error('only functions are measured');
  const later = (value: number) => new Promise((resolve) => queueMicrotask(() => resolve(value)));
  const imports = Object.fromEntries(transpiled.imports.map(({ name }) => [name, { default: later }]));
  const exports: Exports = await instantiate(await load(transpiled), imports);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    for (let call = 0; call < IN_A_ROW; call += 1) await callFunction(exports, job.function, [call], () => 0);
    times.push((performance.now() - began) / IN_A_ROW);
  }
  return times;
}
