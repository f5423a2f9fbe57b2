/** Calls one exported function with values. */

import type { Function as ComponentFunction, Outcome, Type, Value } from '../../model.ts';
import { errorPayload } from '../fault.ts';
import { Handles } from '../handles.ts';
import type { Exports } from '../load.ts';
import { camelCase, functionName, pascalCase } from '../names.ts';
import { Refusal } from '../refusal.ts';
import { lift } from '../values/lift.ts';
import { lower } from '../values/lower.ts';
import type { Native } from '../values/native.ts';

type Callee = (...args: Native[]) => Native | Promise<Native>;

/** The arguments as JavaScript, or a refusal: the wrong number, a value out of its type, a handle. */
export function lowerArguments(called: ComponentFunction, args: readonly Value[]): Native[] {
  if (called.kind.kind === 'method') {
    throw new Refusal(
      'needs-handle',
      `\`${called.name}\` is a method of \`${called.kind.resource}\`: it needs a live one, and a run starts ` +
        'afresh with none. Call a function that makes and uses it inside, or compose with a component that does',
    );
  }
  if (args.length !== called.params.length) {
    throw new Refusal(
      'bad-value',
      `\`${called.name}\` takes ${called.params.length} arguments and was given ${args.length}`,
    );
  }
  return called.params.map((param, index) => {
    const value = args[index];
    if (value === undefined) throw new Refusal('bad-value', `\`${param.name}\` is missing`);
    return lower(param.type, value, `\`${param.name}\``);
  });
}

/** Calls it; the `err` of a result is a value like any other. */
export async function callFunction(
  exports: Exports,
  called: ComponentFunction,
  args: readonly Native[],
): Promise<Outcome> {
  const callee = find(exports, called);
  const handles = new Handles();
  try {
    const native = await callee(...args);
    return returned(called.result, native, handles);
  } catch (fault) {
    const error = errorPayload(fault);
    if (error === null || called.result?.kind !== 'result') throw fault;
    return returnedValue(lift(called.result, { tag: 'err', val: error.payload }, handles));
  }
}

/** A result at the top comes without its tag: `ok` returns, `err` throws. */
function returned(type: Type | null, native: Native, handles: Handles): Outcome {
  switch (type?.kind) {
    case undefined:
      return returnedValue(null);
    case 'result':
      return returnedValue(lift(type, { tag: 'ok', val: native }, handles));
    default:
      return type === null ? returnedValue(null) : returnedValue(lift(type, native, handles));
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
    case 'method':
      throw new Refusal('needs-handle', `\`${called.name}\` needs a live \`${name.resource}\``);
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
