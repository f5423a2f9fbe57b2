/** Calls one exported function with values. */

import type { Function as ComponentFunction, Outcome, Type, Value } from '../../model.ts';
import { errorPayload } from '../fault.ts';
import { readAll } from '../flow.ts';
import type { Exports } from '../load.ts';
import { camelCase, functionName, pascalCase } from '../names.ts';
import { Refusal } from '../refusal.ts';
import { Shelf } from '../shelf.ts';
import { lift } from '../values/lift.ts';
import { lower, NOTHING_GIVEN } from '../values/lower.ts';
import type { Given, Keep, Native } from '../values/native.ts';
import { whole } from './whole.ts';

type Callee = (...args: Native[]) => Native | Promise<Native>;

/** The arguments as JavaScript, or a refusal: the wrong number, a value out of its type, no such handle. */
export function lowerArguments(
  called: ComponentFunction,
  args: readonly Value[],
  given: Given = NOTHING_GIVEN,
): Native[] {
  if (args.length !== called.params.length) {
    throw new Refusal(
      'bad-value',
      `\`${called.name}\` takes ${called.params.length} arguments and was given ${args.length}`,
    );
  }
  return called.params.map((param, index) => {
    const value = args[index];
    if (value === undefined) throw new Refusal('bad-value', `\`${param.name}\` is missing`);
    return lower(param.type, value, `\`${param.name}\``, given);
  });
}

/** Calls it; the `err` of a result is a value like any other. What lives in the result is kept by `keep`. */
export async function callFunction(
  exports: Exports,
  called: ComponentFunction,
  args: readonly Native[],
  keep: Keep,
): Promise<Outcome> {
  const callee = find(exports, called);
  try {
    const native = await callee(...args);
    return returned(called.result, native, keep);
  } catch (fault) {
    const error = errorPayload(fault);
    if (error === null || called.result?.kind !== 'result') throw fault;
    return returnedValue(lift(called.result, { tag: 'err', val: error.payload }, keep));
  }
}

/** Calls it in an instance that nobody keeps: streams and futures are read to their end. */
export async function callAlone(
  exports: Exports,
  called: ComponentFunction,
  args: readonly Native[],
  warn: (message: string) => void,
): Promise<Outcome> {
  const shelf = new Shelf();
  const origin = { call: null, interface: called.interface };
  const outcome = await callFunction(exports, called, args, (native, type) => shelf.put(native, type, origin));
  if (outcome.kind !== 'returned' || outcome.value === null) return outcome;
  return returnedValue(await whole(outcome.value, (handle) => readAll(shelf.get(handle), shelf, warn)));
}

/** A result at the top comes without its tag: `ok` returns, `err` throws. */
function returned(type: Type | null, native: Native, keep: Keep): Outcome {
  switch (type?.kind) {
    case undefined:
      return returnedValue(null);
    case 'result':
      return returnedValue(lift(type, { tag: 'ok', val: native }, keep));
    default:
      return type === null ? returnedValue(null) : returnedValue(lift(type, native, keep));
  }
}

function returnedValue(value: Value | null): Outcome {
  return { kind: 'returned', value, wave: null };
}

function find(exports: Exports, called: ComponentFunction): Callee {
  const holder = called.interface === null ? exports : member(exports, called.interface);
  const name = functionName(called.name);
  switch (name.kind) {
    case 'freestanding':
      return callable(member(holder, camelCase(name.name)), called);
    case 'constructor': {
      const resource = callable(member(holder, pascalCase(name.resource)), called);
      return (...args) => Reflect.construct(resource, args);
    }
    case 'static':
      return callable(member(member(holder, pascalCase(name.resource)), camelCase(name.name)), called);
    case 'method': {
      const prototype = member(member(holder, pascalCase(name.resource)), 'prototype');
      const method = callable(member(prototype, camelCase(name.name)), called);
      return (self, ...args) => method.apply(self, args);
    }
  }
}

function member(holder: unknown, name: string): unknown {
  const isHolder = (typeof holder === 'object' && holder !== null) || typeof holder === 'function';
  return isHolder ? Reflect.get(holder, name) : undefined;
}

function callable(found: unknown, called: ComponentFunction): Callee {
  if (typeof found !== 'function') {
    throw new Refusal('no-such-function', `the component exports no function \`${called.id}\``);
  }
  return found as Callee;
}
