/** All that a component can reach: the interfaces of WASI, made anew for each run. */

import type { FileSeed, HostOptions, ImportNeed, RunEvent } from '../../model.ts';
import { Mocks } from '../mocks.ts';
import { camelCase, functionName, pascalCase } from '../names.ts';
import type { Output, Post } from '../output.ts';
import { BytesSource, Pipe } from './bytes.ts';
import { Clock } from './clock.ts';
import { Store } from './drafts/buckets.ts';
import { Broker } from './drafts/messaging.ts';
import { BROWSER_ENTROPY, type Entropy, SeededEntropy } from './entropy.ts';
import { Opened } from './files/opened.ts';
import { Snapshot } from './files/report.ts';
import { Space, tree } from './files/tree.ts';
import { Fetcher } from './http/fetcher.ts';
import { type Kept, NOTHING_KEPT } from './kept.ts';
import type { Deny } from './network/network.ts';
import { TcpNetwork } from './network/tcp.ts';
import { UdpNetwork } from './network/udp.ts';
import type { Program } from './program.ts';
import { interfacesOf } from './tracks.ts';
import { checkVersion, type Track, trackOf, wanted } from './versions.ts';

/** An interface as a generated module takes it: functions and resource classes by name. */
export type HostInterface = Readonly<Record<string, unknown>>;

/** What a call brings with it. */
export interface CallSettings {
  /** The program's name first. */
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  /** All of standard input, unless more is to come. */
  readonly stdin: Uint8Array;
  /** Path below `/` and contents of each file. */
  readonly files: readonly (readonly [string, Uint8Array])[];
}

/** The parts of a run's host that both tracks of WASI share. */
export interface Parts {
  readonly program: Program;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly root: Opened;
  readonly tcp: TcpNetwork;
  readonly udp: UdpNetwork;
  readonly deny: Deny;
  readonly fetcher: Fetcher;
  readonly config: readonly (readonly [string, string])[];
  readonly store: Store;
  readonly broker: Broker;
  readonly output: Output;
}

/** How many refusals the page is told of: a program that tries again and again would flood it. */
const MOST_DENIALS = 50;

/** The host of one run. */
export class Host {
  /** Where more of standard input goes, if more is to come. */
  readonly stdin: Pipe | undefined;
  /** The messages of the run. */
  readonly broker: Broker;
  private readonly parts: Parts;
  private readonly tracks = new Map<Track, Readonly<Record<string, HostInterface>>>();
  private readonly snapshot: Snapshot;
  private readonly store: Store;

  constructor(
    call: CallSettings,
    options: HostOptions,
    output: Output,
    post: Post,
    /** What is answered by data, before all else. */
    private readonly mocks = new Mocks([]),
    /** What earlier runs left; what the call brings comes before that. */
    kept = NOTHING_KEPT,
  ) {
    const entropy = options.seed === undefined ? BROWSER_ENTROPY : new SeededEntropy(options.seed);
    const space = new Space(entropy);
    const pair = ({ path, bytes }: FileSeed) => [path, bytes] as const;
    const root = tree(space, [...kept.files.map(pair), ...call.files, ...(options.files ?? []).map(pair)]);
    const isReadOnly = options.read_only === true;
    const deny = denials(post);
    this.stdin = options.interactive === true ? interactive(call.stdin) : undefined;
    this.snapshot = new Snapshot(root);
    this.store = new Store([...kept.buckets, ...(options.buckets ?? [])]);
    this.broker = new Broker(output);
    this.parts = {
      program: {
        args: call.args,
        env: [...call.env, ...(options.env ?? [])],
        cwd: options.cwd ?? '/',
        // A component that uses both tracks, as Rust's do, has one standard input all the same.
        stdin: this.stdin ?? new BytesSource(call.stdin),
        output,
        isTerminal: options.terminal === true,
      },
      clock: new Clock(),
      entropy,
      root: new Opened(root, { read: true, mutateDirectory: !isReadOnly }, space, isReadOnly),
      tcp: new TcpNetwork(deny),
      udp: new UdpNetwork(deny),
      deny,
      fetcher: new Fetcher(options.network === true, post),
      config: options.config ?? [],
      store: this.store,
      broker: this.broker,
      output,
    };
  }

  /** The `imports` object for `needs`; complete only where `missing` names nothing. */
  imports(needs: readonly ImportNeed[]): Record<string, HostInterface> {
    return Object.fromEntries(needs.map((need) => [need.name, this.find(need.name) ?? {}]));
  }

  /** Names of what nobody provides: whole interfaces, or functions of one as `interface#name`. */
  missing(needs: readonly ImportNeed[]): string[] {
    return needs.flatMap((need) => {
      const found = this.find(need.name);
      if (found === undefined) return need.functions.length > 0 ? [need.name] : [];
      // A bare function is an interface of its own, as generated modules take it.
      const absent = need.functions.filter((name) => !provides(found, name === need.name ? 'default' : name));
      return absent.map((name) => `${need.name}#${name}`);
    });
  }

  /** Refuses versions that this host knows of and has not. */
  checkVersions(needs: readonly ImportNeed[]): void {
    for (const { name, functions } of needs) {
      const want = wanted(name);
      if (functions.length > 0 && trackOf(want) === undefined) checkVersion(want);
    }
  }

  /** What the run leaves behind of what the component could reach. */
  remains(needs: readonly ImportNeed[]): RunEvent[] {
    const events: RunEvent[] = [];
    if (needs.some(({ name }) => name.startsWith('wasi:filesystem/preopens'))) {
      events.push({ kind: 'files', entries: this.snapshot.report() });
    }
    if (this.store.isChanged) events.push({ kind: 'buckets', buckets: this.store.report() });
    return events;
  }

  /** What the next run may begin with. */
  kept(): Kept {
    return { files: this.snapshot.contents(), buckets: this.store.report() };
  }

  private find(fullName: string): HostInterface | undefined {
    const mocked = this.mocks.find(fullName);
    if (mocked !== undefined) return mocked;
    const want = wanted(fullName);
    const track = trackOf(want);
    if (track === undefined) return undefined;
    const interfaces = this.tracks.get(track) ?? interfacesOf(track, this.parts);
    this.tracks.set(track, interfaces);
    return Object.hasOwn(interfaces, want.name) ? interfaces[want.name] : undefined;
  }
}

/** Standard input that begins with `given` and goes on. */
function interactive(given: Uint8Array): Pipe {
  const pipe = new Pipe(Number.POSITIVE_INFINITY);
  pipe.put(given);
  return pipe;
}

function denials(post: Post): Deny {
  let count = 0;
  return (what, reason) => {
    count += 1;
    if (count <= MOST_DENIALS) post({ kind: 'denied', what, reason });
  };
}

function provides(found: HostInterface, name: string): boolean {
  const parsed = functionName(name);
  if (parsed.kind === 'freestanding') return typeof own(found, camelCase(parsed.name)) === 'function';
  const resource = own(found, pascalCase(parsed.resource));
  if (typeof resource !== 'function') return false;
  if (parsed.kind === 'constructor') return true;
  const holder: object = parsed.kind === 'static' ? resource : resource.prototype;
  return has(holder, camelCase(parsed.name));
}

/** Never what every object inherits: names come from components. */
function own(found: HostInterface, name: string): unknown {
  return Object.hasOwn(found, name) ? found[name] : undefined;
}

/** The same of a class, which may have it from another class. */
function has(holder: object, name: string): boolean {
  for (let each: object | null = holder; each !== null; each = Object.getPrototypeOf(each)) {
    if (each === Object.prototype || each === Function.prototype) return false;
    if (name !== 'constructor' && Object.hasOwn(each, name)) return true;
  }
  return false;
}
