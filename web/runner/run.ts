/** One run from start to outcome. It knows no worker: events go to whoever it is given. */

import type { ImportNeed, Job, Linked, Outcome, RunInput, RunStart, Stage } from '../model.ts';
import { outcomeOf } from './fault.ts';
import { runCommand } from './jobs/command.ts';
import { callAlone, lowerArguments } from './jobs/function.ts';
import { HttpJob } from './jobs/http.ts';
import { messageHandler } from './jobs/messages.ts';
import { Service } from './jobs/serve.ts';
import { Session } from './jobs/session.ts';
import { hasJspi, noJspi, standIn } from './jspi.ts';
import { hostNeeds, link } from './link.ts';
import { type Exports, instantiate, load, onTrap } from './load.ts';
import { Output, type Post } from './output.ts';
import { Mocks } from './mocks.ts';
import type { Refusal } from './refusal.ts';
import { Tracer } from './trace/tracer.ts';
import { type CallSettings, Host } from './wasi/host.ts';
import { NOTHING_KEPT, readKept, writeKept } from './wasi/kept.ts';

const encoder = new TextEncoder();

/** A run that goes on. */
export class Run {
  private readonly output: Output;
  /** What the host must provide. */
  private readonly needs: readonly ImportNeed[];
  private readonly host: Host;
  private readonly request: HttpJob | undefined;
  private readonly session = new Session((event) => this.post({ kind: 'session', ...event }));
  private readonly service = new Service((event) => this.post({ kind: 'served', ...event }));
  /** Rejects with the first trap, wherever it was. */
  private readonly broken: Promise<never>;

  constructor(
    private readonly start: RunStart,
    private readonly post: Post,
    kept = NOTHING_KEPT,
  ) {
    const { job, host = {} } = start;
    this.needs = start.linked === undefined ? start.transpiled.imports : hostNeeds(start.linked);
    this.output = new Output(post, start.limits.output_bytes);
    this.host = new Host(settings(job), host, this.output, post, new Mocks(start.mocks ?? []), kept);
    this.request = job.kind === 'http' ? new HttpJob(job, host, post) : undefined;
    this.broken = new Promise((_, reject) => onTrap(reject));
  }

  /** A run that begins with what earlier ones left, where it is to keep that. */
  static async begin(start: RunStart, post: Post): Promise<Run> {
    const name = start.host?.keep;
    return new Run(start, post, name === undefined ? NOTHING_KEPT : await readKept(name));
  }

  /** Runs it to its end. `done` is the last event, whatever happens. */
  async finish(): Promise<void> {
    const outcome = await Promise.race([this.attempt(), this.broken]).catch(outcomeOf);
    this.output.flush();
    await this.keep();
    this.session.over(outcome);
    this.service.over(outcome);
    for (const event of this.host.remains(this.needs)) this.post(event);
    this.post({ kind: 'done', outcome });
  }

  /** Takes what the page tells while it goes on; nothing where nobody waits for that. */
  tell(input: RunInput): void {
    switch (input.kind) {
      case 'stdin':
        return this.host.stdin?.put(input.bytes);
      case 'stdin-end':
        return this.host.stdin?.close();
      case 'body':
        return this.request?.body.put(input.bytes);
      case 'body-end':
        return this.request?.endBody();
      case 'session':
        return this.session.take(input);
      case 'request':
        return this.service.take(input);
      case 'requests-end':
        return this.service.close();
    }
  }

  /** Keeps what the run leaves, where it is to. */
  private async keep(): Promise<void> {
    const name = this.start.host?.keep;
    if (name === undefined) return;
    await writeKept(name, this.host.kept()).catch((refusal: Refusal) => {
      this.post({ kind: 'denied', what: 'keeping files and buckets', reason: refusal.message });
    });
  }

  private async attempt(): Promise<Outcome> {
    const call = this.prepare();
    this.host.checkVersions(this.needs);
    const missing = this.host.missing(this.needs);
    if (missing.length > 0) return { kind: 'missing-imports', imports: missing };
    const { transpiled, linked } = this.start;
    const parts = linked?.instances.map((instance) => instance.transpiled) ?? [transpiled];
    if (parts.some((part) => part.needs_jspi) && !hasJspi()) this.doWithoutJspi();
    const exports = linked === undefined ? await this.instantiated() : await this.joined(linked);
    const handler = messageHandler(exports);
    if (handler !== undefined) this.host.broker.subscribe(handler);
    return this.timed('call', () => call(exports));
  }

  /** Says what cannot run without JSPI before it starts; nearly all of WASI 0.3 waits. */
  private doWithoutJspi(): void {
    const waits = this.needs.find(({ name }) => name.startsWith('wasi:') && name.includes('@0.3.'));
    if (waits !== undefined) throw noJspi(`it has to wait in \`${waits.name}\``);
    standIn();
  }

  private async instantiated(): Promise<Exports> {
    const { transpiled, host } = this.start;
    const loaded = await this.timed('compile', () => load(transpiled, host?.memory_bytes));
    return this.timed('instantiate', () => instantiate(loaded, this.host.imports(this.needs)));
  }

  private joined(linked: Linked): Promise<Exports> {
    const tracer = new Tracer((event) => this.post({ kind: 'trace', ...event }));
    const provide = (needs: readonly ImportNeed[]) => this.host.imports(needs);
    return this.timed('instantiate', () => link(linked, provide, tracer, this.start.host?.memory_bytes));
  }

  /** Checks what can be checked before anything runs, and gives what is left to do. */
  private prepare(): (exports: Exports) => Promise<Outcome> {
    const { job } = this.start;
    switch (job.kind) {
      case 'function': {
        const args = lowerArguments(job.function, job.args);
        const warn = (message: string) => this.output.log({ level: 'warn', context: '', message });
        return (exports) => callAlone(exports, job.function, args, warn);
      }
      case 'command':
        return runCommand;
      case 'http':
        return async (exports) => {
          if (this.request === undefined) throw new Error('a request was to be sent and there is none');
          return this.request.send(exports);
        };
      case 'session':
        return (exports) => this.session.live(exports);
      case 'serve':
        return (exports) => this.service.live(exports);
    }
  }

  /** Tells how long `work` took, also when it throws. */
  private async timed<Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.post({ kind: 'stage', stage, milliseconds: performance.now() - start });
    }
  }
}

function settings(job: Job): CallSettings {
  switch (job.kind) {
    case 'function':
    case 'http':
    case 'session':
    case 'serve':
      return { args: [], env: [], stdin: new Uint8Array(), files: [] };
    case 'command': {
      const files = job.files.map(([path, text]) => [path, encoder.encode(text)] as const);
      return { args: job.args, env: job.env, stdin: encoder.encode(job.stdin), files };
    }
  }
}
