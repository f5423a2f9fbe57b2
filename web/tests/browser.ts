/**
 * What is built, in a real browser: `dist/editor.js` and `dist/runner.js` under the policies that the
 * server gives them, components as the engine's own example transpiles them. `CHROME` overrides where Chromium is,
 * `DOVETAIL_ENGINE` names that example where it is built already.
 */

import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Browser, chromium, type Page } from 'playwright-core';

import type {
  Function as ComponentFunction,
  HostOptions,
  Inspection,
  Job,
  Linked,
  Mock,
  Outcome,
  RunEvent,
  RunInput,
  RunStart,
  SessionInput,
  Stage,
  Value,
} from '../model.ts';

const ROOT = `${import.meta.dirname}/../../..`;
const OUTPUT = `${ROOT}/web/build/components`;

/** What a run came to. */
export interface Ran {
  readonly outcome: Outcome;
  readonly stdout: string;
  readonly stderr: string;
  /** All bytes of both streams, also those that are not in the texts. */
  readonly bytes: number;
  readonly stages: readonly Stage[];
  readonly isCut: boolean;
  /** Every other event but the last, in order; bytes are lists of numbers. */
  readonly events: readonly RunEvent[];
  /** From the start to the end, in milliseconds. */
  readonly milliseconds: number;
}

/** What is told to a run once its standard output ends with something. */
export interface Reply {
  readonly after: string;
  readonly inputs: readonly RunInput[];
}

/** What a session is told once something happened in it. */
export interface Step {
  /** The event and what it is about: `ready`, `called 1`, `made 2`, `came 2`. */
  readonly after: string;
  readonly input: SessionInput;
}

/** How a run differs from an ordinary one. */
export interface Options {
  /** When the page ends it; 10 s where it is not given. */
  readonly milliseconds?: number;
  readonly outputBytes?: number;
  /** What its host is given. */
  readonly host?: HostOptions;
  /** What it is told while it goes on, one after the other. */
  readonly replies?: readonly Reply[];
  /** What a session is told, one after the other. */
  readonly steps?: readonly Step[];
  /** Replaces parts of what the engine made. */
  readonly transpiled?: Partial<RunStart['transpiled']>;
  /** What is answered by data. */
  readonly mocks?: readonly Mock[];
  /** Joins the instances of this name in its place. */
  readonly linked?: string;
  /** Runs it as in a browser without JSPI. */
  readonly withoutJspi?: boolean;
}

/** A component that can be run. */
export class Component {
  constructor(
    private readonly page: Page,
    private readonly name: string,
    private readonly inspection: Inspection,
  ) {}

  function(name: string): ComponentFunction {
    const found = this.inspection.functions.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no function ${name}`);
    return found;
  }

  /** The function with this id. */
  called(id: string): ComponentFunction {
    const found = this.inspection.functions.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no function ${id}`);
    return found;
  }

  run(job: Job, options: Options = {}): Promise<Ran> {
    return this.page.evaluate(runInPage, { name: this.name, job, options });
  }
}

/** A browser with one page, and the server behind it. */
export class Bench {
  private constructor(
    private readonly server: Server,
    private readonly browser: Browser,
    /** An empty page, from which `/editor.js` and `/runner.js` can be had. */
    readonly page: Page,
  ) {}

  static async start(): Promise<Bench> {
    const server = createServer((request, response) => void answer(request.url ?? '/', response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const executablePath = process.env['CHROME'] ?? '/usr/bin/chromium';
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return new Bench(server, browser, page);
  }

  /** The component at `path` below the root of the repository. */
  async component(path: string): Promise<Component> {
    const name = path.replace(/^.*\/|\.wasm$/g, '');
    const folder = `${OUTPUT}/${name}`;
    transpile(`${ROOT}/${path}`, folder);
    const inspection: Inspection = JSON.parse(await readFile(`${folder}/inspection.json`, 'utf8'));
    const cores = (await readdir(folder)).filter((file) => file.endsWith('.wasm'));
    await this.page.evaluate(loadInPage, { name, cores });
    return new Component(this.page, name, inspection);
  }

  /** What a WAC text composes out of `<package>=<path>`s, as one component. */
  async composed(wac: string, components: readonly string[]): Promise<Component> {
    const name = `${wac.split('/').at(-2)}-composed`;
    await mkdir(OUTPUT, { recursive: true });
    engine(['compose', `${ROOT}/${wac}`, `${OUTPUT}/${name}.wasm`, ...rooted(components)]);
    return this.component(`web/build/components/${name}.wasm`);
  }

  /** Its instances, joined by the run worker when the run is told `linked`. */
  async link(wac: string, components: readonly string[]): Promise<string> {
    const name = `${wac.split('/').at(-2)}-linked`;
    const folder = `${OUTPUT}/${name}`;
    await mkdir(folder, { recursive: true });
    engine(['link', `${ROOT}/${wac}`, folder, ...rooted(components)]);
    await this.page.evaluate(loadLinkedInPage, name);
    return name;
  }

  /** The functions that an instance of a linked composition imports. */
  async imports(linked: string, instance: string): Promise<ComponentFunction[]> {
    const whole: Linked = JSON.parse(await readFile(`${OUTPUT}/${linked}/linked.json`, 'utf8'));
    return whole.instances.find(({ name }) => name === instance)?.imports ?? [];
  }

  /** What arguments in WAVE mean. */
  arguments(component: string, id: string, args: string): Value[] {
    return JSON.parse(engine(['args', `${ROOT}/${component}`, id, args]));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}

declare global {
  var transpiled: Record<string, RunStart['transpiled']>;
  var linked: Record<string, Linked>;
}

function transpile(component: string, folder: string): void {
  engine(['transpile', component, folder]);
}

/** Runs a verb of the engine's example and gives what it prints. */
function engine(arguments_: readonly string[]): string {
  const built = process.env['DOVETAIL_ENGINE'];
  if (built !== undefined) return execFileSync(built, arguments_, { stdio: 'pipe', encoding: 'utf8' });
  const cargo = ['run', '--quiet', '--package', 'engine', '--example', 'engine', '--', ...arguments_];
  return execFileSync('cargo', cargo, { cwd: ROOT, stdio: 'pipe', encoding: 'utf8' });
}

/** `<package>=<path>`s with their paths below the root of the repository. */
function rooted(components: readonly string[]): string[] {
  return components.map((each) => each.replace('=', `=${ROOT}/`));
}

const PAGE = '<!doctype html><html lang="en"><title>Test</title><main><h1>Test</h1></main></html>';
const PAGE_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'";
const RUNNER_POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob:; connect-src 'self' blob: http: https:";

async function answer(url: string, response: ServerResponse): Promise<void> {
  const send = (type: string, policy: string, body: string | Buffer) =>
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
  if (url === '/') return void send('text/html', PAGE_POLICY, PAGE);
  if (/^\/(editor(-core|-more)?|frame)\.js$/.test(url)) {
    return void send('text/javascript', PAGE_POLICY, await readFile(`${ROOT}/web/dist${url}`));
  }
  if (url === '/runner.js') {
    return void send('text/javascript', RUNNER_POLICY, await readFile(`${ROOT}/web/dist/runner.js`));
  }
  if (url === '/without-jspi.js') {
    const js = 'delete WebAssembly.Suspending; delete WebAssembly.promising; await import("/runner.js");';
    return void send('text/javascript', RUNNER_POLICY, js);
  }
  const file = await readFile(`${OUTPUT}${url}`).catch(() => null);
  if (file === null) return void response.writeHead(404).end();
  return void send('application/octet-stream', PAGE_POLICY, file);
}

async function loadInPage({ name, cores }: { name: string; cores: string[] }): Promise<void> {
  const load = (file: string) => fetch(`/${name}/${file}`);
  globalThis.transpiled ??= {};
  globalThis.transpiled[name] = {
    js: await (await load('component.js')).text(),
    cores: await Promise.all(
      cores.map(async (core) => ({ name: core, bytes: new Uint8Array(await (await load(core)).arrayBuffer()) })),
    ),
    ...(await (await load('imports.json')).json()),
  };
}

async function loadLinkedInPage(name: string): Promise<void> {
  const load = (file: string) => fetch(`/${name}/${file}`);
  const linked: Linked = await (await load('linked.json')).json();
  for (const { name: instance, transpiled } of linked.instances) {
    for (const core of transpiled.cores) {
      core.bytes = new Uint8Array(await (await load(`${instance}/${core.name}`)).arrayBuffer());
    }
  }
  globalThis.linked ??= {};
  globalThis.linked[name] = linked;
}

function runInPage({ name, job, options }: { name: string; job: Job; options: Options }): Promise<Ran> {
  const { milliseconds = 10_000, outputBytes = 1 << 20, transpiled, withoutJspi = false, host, mocks } = options;
  const replies = [...(options.replies ?? [])];
  const steps = [...(options.steps ?? [])];
  const happened = new Set<string>();
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const made = globalThis.transpiled[name];
    if (made === undefined) return reject(new Error(`no component ${name}`));
    const parts = options.linked === undefined ? undefined : globalThis.linked[options.linked];
    const worker = new Worker(withoutJspi ? '/without-jspi.js' : '/runner.js', { type: 'module' });
    const texts = { stdout: '', stderr: '' };
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    const seen = { bytes: 0, stages: [] as Stage[], isCut: false, events: [] as RunEvent[] };
    const end = (outcome: Outcome) => {
      const took = performance.now() - began;
      clearTimeout(timer);
      worker.terminate();
      // A byte array comes out of the page as an object with a key for each byte.
      const listed = (_: string, value: unknown) => (value instanceof Uint8Array ? [...value] : value);
      const plain = JSON.parse(JSON.stringify({ outcome, events: seen.events }, listed));
      resolve({ ...texts, ...seen, ...plain, milliseconds: took });
    };
    const timer = setTimeout(() => end({ kind: 'timed-out', milliseconds }), milliseconds);
    const reply = () => {
      while (replies[0] !== undefined && texts.stdout.endsWith(replies[0].after)) {
        for (const input of replies.shift()?.inputs ?? []) worker.postMessage(input);
      }
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      switch (data.kind) {
        case 'stage':
          seen.stages.push(data.stage);
          break;
        case 'output': {
          const stream: 'stdout' | 'stderr' = data.stream;
          seen.bytes += data.bytes.length;
          texts[stream] += decoders[stream].decode(data.bytes, { stream: true });
          reply();
          break;
        }
        case 'output-cut':
          seen.isCut = true;
          break;
        case 'session': {
          seen.events.push(data);
          const about = data.number ?? data.handle;
          happened.add(about === undefined ? data.what : `${data.what} ${about}`);
          while (steps[0] !== undefined && happened.has(steps[0].after)) {
            worker.postMessage({ kind: 'session', ...steps.shift()?.input });
          }
          break;
        }
        case 'done':
          end(data.outcome);
          break;
        default:
          seen.events.push(data);
      }
    };
    const start: RunStart = {
      transpiled: { ...made, ...transpiled },
      ...(parts === undefined ? {} : { linked: parts }),
      job,
      limits: { milliseconds, output_bytes: outputBytes },
      ...(host === undefined ? {} : { host }),
      ...(mocks === undefined ? {} : { mocks: [...mocks] }),
    };
    // A module that awaits its imports is not listening yet when it is started.
    if (withoutJspi) setTimeout(() => worker.postMessage(start), 500);
    else worker.postMessage(start);
    reply();
  });
}
