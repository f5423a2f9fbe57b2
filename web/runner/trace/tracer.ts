/**
 * Stands between instances: whatever one calls of another passes through here and is told, with its
 * arguments and its result as values. What passes stays as it is but for streams, which generated
 * modules would look up in the wrong table.
 */

import type { CrossingOutcome, Function as ComponentFunction, TraceEvent, Type, Value } from '../../model.ts';
import { errorPayload } from '../fault.ts';
import { camelCase, functionName, pascalCase } from '../names.ts';
import { lift } from '../values/lift.ts';
import type { Native } from '../values/native.ts';
import type { HostInterface } from '../wasi/host.ts';
import { bridged, holdsStream } from './bridge.ts';
import { type Dropped, Ledger } from './ledger.ts';
import { isSmall } from './size.ts';

/** How many crossings are told; a run may make millions. */
const MOST = 5000;

type Callee = (this: unknown, ...args: Native[]) => Native;

/** What crosses wires during one run. */
export class Tracer {
  private readonly began = performance.now();
  private readonly ledger = new Ledger((resource) => this.dropped(resource));
  /** Crossings into each instance that go on, the latest last. */
  private readonly active = new Map<string, number[]>();
  private readonly patched = new WeakSet<object>();
  private count = 0;
  /** Whether the host is at work: what it calls of itself crosses nothing. */
  private isInHost = false;

  constructor(private readonly tell: (event: TraceEvent) => void) {}

  /** What `to` provides as `from` gets it. */
  wire(from: string, to: string, given: HostInterface, functions: readonly ComponentFunction[]): HostInterface {
    const entries = Object.entries(given).map(([key, value]): [string, unknown] => {
      if (typeof value !== 'function') return [key, value];
      const own = functions.filter((each) => this.holder(each) === key);
      const [bare] = own.filter((each) => functionName(each.name).kind === 'freestanding');
      if (bare !== undefined) return [key, this.traced(() => from, to, bare, value as Callee)];
      return [key, own.length === 0 ? value : this.resource(from, to, value, own)];
    });
    return Object.fromEntries(entries);
  }

  /** The JavaScript name of what holds a function in its interface: its own, or its class's. */
  private holder(called: ComponentFunction): string {
    const name = functionName(called.name);
    if (name.kind !== 'freestanding') return pascalCase(name.resource);
    return called.interface === null ? 'default' : camelCase(name.name);
  }

  /** A class whose constructor and statics are seen by the wire; methods are seen for all wires. */
  private resource(from: string, to: string, made: object, functions: readonly ComponentFunction[]): object {
    const statics = new Map<string, Callee>();
    let constructed: ComponentFunction | undefined;
    for (const called of functions) {
      const name = functionName(called.name);
      if (name.kind === 'constructor') constructed = called;
      if (name.kind === 'static') {
        const key = camelCase(name.name);
        const own: unknown = Reflect.get(made, key);
        if (typeof own === 'function') {
          statics.set(key, this.traced(() => from, to, called, (...args) => Reflect.apply(own, made, args)));
        }
      }
    }
    this.patch(to, made, functions);
    const construct = (args: Native[]) => Reflect.construct(made as new () => object, args);
    const traced = constructed === undefined ? undefined : this.traced(() => from, to, constructed, (...args) => construct(args));
    return new Proxy(made, {
      construct: (_, args) => (traced === undefined ? construct(args) : traced(...args)) as object,
      get: (target, key) => (typeof key === 'string' ? statics.get(key) : undefined) ?? Reflect.get(target, key),
    });
  }

  /** Methods are called on the object, whoever holds it: it tells who calls. */
  private patch(to: string, made: object, functions: readonly ComponentFunction[]): void {
    const prototype: unknown = Reflect.get(made, 'prototype');
    if (typeof prototype !== 'object' || prototype === null || this.patched.has(prototype)) return;
    this.patched.add(prototype);
    const tracer = this;
    for (const called of functions) {
      const name = functionName(called.name);
      if (name.kind !== 'method') continue;
      const key = camelCase(name.name);
      const own: unknown = Reflect.get(prototype, key);
      if (typeof own !== 'function') continue;
      const value = function (this: object, ...args: Native[]): Native {
        const from = tracer.ledger.holder(this);
        if (from === undefined) return Reflect.apply(own, this, args);
        const call: Callee = (self, ...rest) => Reflect.apply(own, self as object, rest);
        return tracer.traced(() => from, to, called, call)(this, ...args);
      };
      Object.defineProperty(prototype, key, { value, configurable: true, writable: true });
    }
  }

  private traced(from: () => string, to: string, called: ComponentFunction, call: Callee): Callee {
    const bridges = called.params.map(({ type }) => holdsStream(type));
    const bridgesResult = called.result !== null && holdsStream(called.result);
    return (...args) => {
      if (this.isInHost) return call(...args);
      const caller = from();
      const isBetween = caller !== 'you' && to !== 'host';
      const types = called.params.map(({ type }) => type);
      const crossing = this.begin(caller, to, called, args);
      const passed = args.map((arg, index) => (isBetween && bridges[index] === true ? bridged(types[index], arg) : arg));
      this.ledger.lend(types, args, to);
      const end = (native: Native): Native => {
        this.ledger.takeBack(types, args, caller);
        if (called.result !== null) this.ledger.give(top(called.result), native, caller, to);
        this.end(crossing, to, () => returned(called.result, native, this.ledger));
        return isBetween && bridgesResult && called.result !== null ? bridged(top(called.result), native) : native;
      };
      const fail = (fault: unknown): never => {
        this.ledger.takeBack(types, args, caller);
        this.end(crossing, to, () => failed(called.result, fault, this.ledger));
        throw fault;
      };
      let result: Native;
      try {
        result = this.within(to, () => call(...passed));
      } catch (fault) {
        return fail(fault);
      }
      // A future is given at once; what it brings is no result yet.
      const isLate = result instanceof Promise && called.result?.kind !== 'future';
      return isLate ? (result as Promise<Native>).then(end, fail) : end(result);
    };
  }

  private within(to: string, call: () => Native): Native {
    if (to !== 'host') return call();
    this.isInHost = true;
    try {
      return call();
    } finally {
      this.isInHost = false;
    }
  }

  private begin(from: string, to: string, called: ComponentFunction, args: readonly Native[]): Told | undefined {
    const values = () => called.params.map(({ type }, index) => value(type, args[index], this.ledger));
    return this.note(from, to, called.id, values);
  }

  private note(from: string, to: string, id: string, args: () => (Value | null)[]): Told | undefined {
    this.count += 1;
    if (this.count > MOST) {
      if (this.count === MOST + 1) this.tell({ what: 'cut', limit: MOST });
      return undefined;
    }
    const [number, now] = [this.count, performance.now()];
    const parent = this.active.get(from)?.at(-1) ?? null;
    this.tell({ what: 'began', number, parent, from, to, function: id, args: args(), start: now - this.began });
    const into = this.active.get(to) ?? [];
    this.active.set(to, [...into, number]);
    return { number, began: now };
  }

  private end(told: Told | undefined, to: string, outcome: () => CrossingOutcome): void {
    if (told === undefined) return;
    const { number, began } = told;
    const milliseconds = performance.now() - began;
    const into = this.active.get(to) ?? [];
    this.active.set(to, into.filter((each) => each !== number));
    this.tell({ what: 'ended', number, milliseconds, outcome: outcome() });
  }

  private dropped({ number, name, home, owner }: Dropped): void {
    if (this.isInHost) return;
    const told = this.note(owner, home, `[resource-drop]${name}`, () => [{ kind: 'handle', value: number }]);
    this.end(told, home, () => ({ kind: 'returned', value: null }));
  }
}

interface Told {
  readonly number: number;
  readonly began: number;
}

/** The type of what a function gives when it does not throw. */
function top(type: Type): Type {
  return type.kind === 'result' ? (type.ok ?? NOTHING) : type;
}

const NOTHING: Type = { kind: 'tuple', elements: [] };

function value(type: Type, native: Native, ledger: Ledger): Value | null {
  if (!isSmall(native)) return null;
  try {
    return lift(type, native, (live) => ledger.number(live));
  } catch {
    // What cannot be shown crosses all the same.
    return null;
  }
}

function returned(type: Type | null, native: Native, ledger: Ledger): CrossingOutcome {
  if (type === null) return { kind: 'returned', value: null };
  const whole = type.kind === 'result' ? { tag: 'ok', val: native } : native;
  return { kind: 'returned', value: value(type, whole, ledger) };
}

function failed(type: Type | null, fault: unknown, ledger: Ledger): CrossingOutcome {
  const error = errorPayload(fault);
  if (error !== null && type?.kind === 'result') {
    return { kind: 'returned', value: value(type, { tag: 'err', val: error.payload }, ledger) };
  }
  return { kind: 'failed', message: fault instanceof Error ? fault.message : String(fault) };
}
