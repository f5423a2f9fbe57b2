/** Joins the instances of a composition, so that what crosses their wires can be seen. */

import type { Function as ComponentFunction, ImportNeed, Linked, LinkedInstance } from '../model.ts';
import { type Exports, instantiate, load } from './load.ts';
import { camelCase } from './names.ts';
import type { Tracer } from './trace/tracer.ts';
import type { HostInterface } from './wasi/host.ts';

/** Who calls the exports of the composition. */
const CALLER = 'you';
/** Who provides what no instance does. */
const HOST = 'host';

/** What the host must provide to the instances together. */
export function hostNeeds({ instances }: Linked): ImportNeed[] {
  const needs = instances.flatMap(unwired);
  return needs.filter((need, index) => needs.findIndex(({ name }) => name === need.name) === index);
}

/** The instances live, and their exports as those of one component. */
export async function link(
  { instances, exports }: Linked,
  provide: (needs: readonly ImportNeed[]) => Record<string, HostInterface>,
  tracer: Tracer,
  memoryBytes?: number,
): Promise<Exports> {
  const loaded = await Promise.all(instances.map(({ name, transpiled }) => load(transpiled, memoryBytes, name)));
  const live: Exports[] = [];
  for (const [index, instance] of instances.entries()) {
    const component = loaded[index];
    if (component === undefined) throw new Error(`\`${instance.name}\` was not loaded`);
    const imports: Record<string, HostInterface> = {};
    for (const [name, given] of Object.entries(provide(unwired(instance)))) {
      imports[name] = tracer.wire(instance.name, HOST, given, functionsOf(instance.imports, name));
    }
    for (const { import: name, from, export: as } of instance.wires) {
      imports[name] = wired(instances[from], live[from], as, instance.name, tracer);
    }
    live.push(await instantiate(component, imports));
  }
  const entries = exports.map(({ name, from, export: as }): [string, unknown] => {
    const own = wired(instances[from], live[from], as, CALLER, tracer);
    return isFunction(live[from], as) ? [camelCase(name), own['default']] : [name, own];
  });
  return Object.fromEntries(entries);
}

/** An export of an instance as it reaches `caller`; a bare function is `default`. */
function wired(
  provider: LinkedInstance | undefined,
  live: Exports | undefined,
  name: string,
  caller: string,
  tracer: Tracer,
): HostInterface {
  if (provider === undefined || live === undefined) throw new Error(`nobody provides \`${name}\``);
  const functions = functionsOf(provider.exports, name);
  const whole = isFunction(live, name) ? { default: live[camelCase(name)] } : live[name];
  return tracer.wire(caller, provider.name, whole as HostInterface, functions);
}

function isFunction(live: Exports | undefined, name: string): boolean {
  return live !== undefined && !Object.hasOwn(live, name) && typeof live[camelCase(name)] === 'function';
}

/** The functions of an interface, or the bare function of this name. */
function functionsOf(all: readonly ComponentFunction[], name: string): ComponentFunction[] {
  return all.filter((each) => (each.interface ?? each.name) === name);
}

function unwired({ transpiled, wires }: LinkedInstance): ImportNeed[] {
  return transpiled.imports.filter(({ name }) => !wires.some((wire) => wire.import === name));
}
