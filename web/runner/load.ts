/** From generated text and core modules to a live component. */

import type { Transpiled } from '../model.ts';
import { withCoreName } from './core-name.ts';
import { atOnce } from './jspi.ts';
import { withMemoryCeiling } from './memory.ts';
import { remember } from './told.ts';
import type { HostInterface } from './wasi/host.ts';

/** A component's exports: interfaces by full name, bare functions by their JavaScript name. */
export type Exports = Readonly<Record<string, unknown>>;

/** The generated module, loaded, and its core modules, compiled. */
export interface Loaded {
  readonly instantiate: Instantiate;
  readonly cores: ReadonlyMap<string, Core>;
}

interface Core {
  readonly module: WebAssembly.Module;
  /** The same under the name of its instance of that number. */
  readonly again: (instance: number) => Promise<WebAssembly.Module>;
}

type Instantiate = (
  getCoreModule: (name: string) => WebAssembly.Module,
  imports: Record<string, HostInterface>,
  instantiateCore: (module: WebAssembly.Module, imports?: WebAssembly.Imports) => Promise<WebAssembly.Instance>,
) => Promise<Exports>;

/**
 * Compiles the core modules and loads the generated text, at the same time. No memory grows over
 * `memoryBytes`, nor over what this host allows. Stack traces tell which core module they are in, and
 * of which `instance` where there are several.
 */
export async function load(transpiled: Transpiled, memoryBytes?: number, instance?: string): Promise<Loaded> {
  const [instantiate, ...cores] = await Promise.all([
    loadModule(transpiled.js),
    ...transpiled.cores.map(async ({ name, bytes }) => {
      const limited = withMemoryCeiling(bytes, memoryBytes);
      const compile = (as: string) => WebAssembly.compile(withCoreName(limited, as) as BufferSource);
      const own = instance === undefined ? name : `${instance}/${name}`;
      const core: Core = { module: await compile(own), again: (number) => compile(`${own}#${number}`) };
      return [name, core] as const;
    }),
  ]);
  return { instantiate, cores: new Map(cores) };
}

/**
 * Makes the component live with what `imports` gives it. Where a core module has several instances, stack
 * traces tell which of them they are in.
 */
export async function instantiate(
  { instantiate, cores }: Loaded,
  imports: Record<string, HostInterface>,
): Promise<Exports> {
  const counts = new Map<WebAssembly.Module, number>();
  const getCoreModule = (name: string) => {
    const core = cores.get(name);
    if (core === undefined) throw new Error(`the generated module asks for \`${name}\`, which is not there`);
    return core.module;
  };
  return instantiate(getCoreModule, imports, async (module, given) => {
    const count = (counts.get(module) ?? 0) + 1;
    counts.set(module, count);
    const core = [...cores.values()].find((each) => each.module === module);
    const own = count === 1 || core === undefined ? module : await core.again(count);
    const live = await WebAssembly.instantiate(own, given);
    remember(live);
    return live;
  });
}

/** Where generated modules note that an instance trapped or that a task ended with a fault. */
const NOTED = ['this.#trapped = true;', 'const handleError = (err) => {'];

/**
 * Calls `tell` with each trap, also with those of tasks in the background: generated modules keep
 * these to themselves, and whatever waits for such a task would wait for ever.
 */
export function onTrap(tell: (fault: unknown) => void): void {
  Object.assign(globalThis, { __trapped: tell });
}

function telling(js: string): string {
  return NOTED.reduce((text, noted) => text.replace(noted, `${noted} globalThis.__trapped?.(err);`), js);
}

/** A `blob:` address is how text becomes a module without `eval`; the policy of this file allows it. */
async function loadModule(js: string): Promise<Instantiate> {
  const address = URL.createObjectURL(new Blob([atOnce(telling(js))], { type: 'text/javascript' }));
  try {
    const module: { instantiate: Instantiate } = await import(address);
    return module.instantiate;
  } finally {
    URL.revokeObjectURL(address);
  }
}
