/** All that a component can reach: the interfaces of WASI, made anew for each run. */

import type { ImportNeed } from '../../model.ts';
import { camelCase, functionName, interfaceName, pascalCase } from '../names.ts';
import type { Output } from '../output.ts';
import { cli, cli3, type Surroundings } from './cli.ts';
import { clocks, clocks3 } from './clocks.ts';
import { filesystem } from './filesystem.ts';
import { http, http3 } from './http/http.ts';
import { BytesSource, io } from './io.ts';
import { random, random3 } from './random.ts';
import { NeverMade, sockets } from './sockets.ts';

/** An interface as a generated module takes it: functions and resource classes by name. */
export type HostInterface = Readonly<Record<string, unknown>>;

/** What a run's host is made of. */
export interface HostSettings extends Surroundings {
  /** All of standard input. */
  readonly stdin: Uint8Array;
  /** Path below `/` and text of each file. */
  readonly files: readonly (readonly [string, string])[];
}

/** The host of one run. */
export class Host {
  private readonly tracks: ReadonlyMap<string, Readonly<Record<string, HostInterface>>>;

  constructor(settings: HostSettings, output: Output) {
    // A component that uses both tracks, as Rust's do, has one standard input all the same.
    const stdin = new BytesSource(settings.stdin);
    const preview2 = {
      ...io(),
      ...cli(settings, stdin, output),
      ...clocks(),
      ...random(),
      ...filesystem(settings.files),
      ...sockets(),
      ...http(),
    };
    const preview3 = { ...cli3(settings, stdin, output), ...clocks3(), ...random3(), ...http3() };
    this.tracks = new Map<string, Readonly<Record<string, HostInterface>>>([
      ['0.2', preview2],
      ['0.3', preview3],
    ]);
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
      const absent = need.functions.filter((name) => !provides(found, name));
      return absent.map((name) => `${need.name}#${name}`);
    });
  }

  /** Any 0.2.x is answered alike, and any 0.3.x: later ones only add. */
  private find(fullName: string): HostInterface | undefined {
    const { name, track } = interfaceName(fullName);
    const interfaces = this.tracks.get(track) ?? {};
    return Object.hasOwn(interfaces, name) ? interfaces[name] : undefined;
  }
}

function provides(found: HostInterface, name: string): boolean {
  const parsed = functionName(name);
  if (parsed.kind === 'freestanding') return typeof own(found, camelCase(parsed.name)) === 'function';
  const resource = own(found, pascalCase(parsed.resource));
  if (typeof resource !== 'function') return false;
  if (resource.prototype instanceof NeverMade || parsed.kind === 'constructor') return true;
  const holder: object = parsed.kind === 'static' ? resource : resource.prototype;
  return Object.hasOwn(holder, camelCase(parsed.name));
}

/** Never what every object inherits: names come from components. */
function own(found: HostInterface, name: string): unknown {
  return Object.hasOwn(found, name) ? found[name] : undefined;
}
