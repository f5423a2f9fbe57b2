/**
 * Model values to JavaScript, as js-component-bindgen's modules take them.
 *
 * Those modules coerce (`'abc'` becomes 0, 300 as a `u8` becomes 44), so everything is checked
 * against its type here.
 */

import type { Type, Value } from '../../model.ts';
import { camelCase } from '../names.ts';
import { Refusal } from '../refusal.ts';
import {
  bad,
  bigint,
  type Given,
  integer,
  isNullable,
  type Native,
  number,
  type Of,
  oneOf,
  quoted,
} from './native.ts';

/** Where nothing lives that could be given: a run that starts afresh. */
export const NOTHING_GIVEN: Given = {
  handle(type, _, at) {
    const what = type.kind === 'own' || type.kind === 'borrow' ? `\`${type.resource}\`, a live resource` : type.kind;
    throw new Refusal(
      'needs-handle',
      `${at} is a ${what}; a run starts afresh and has none to give. Keep the instance alive to make one first`,
    );
  },
};

/** `value` as the generated module takes it, or a refusal `bad-value` that says where it is wrong. */
export function lower(type: Type, value: Value, at = 'the value', given = NOTHING_GIVEN): Native {
  switch (type.kind) {
    case 'bool':
      return value.kind === 'bool' ? value.value : wrong(at, 'a bool', value);
    case 's8':
    case 'u8':
    case 's16':
    case 'u16':
    case 's32':
    case 'u32':
    case 's64':
    case 'u64':
      return value.kind === 'integer' ? integer(type.kind, value.value, at) : wrong(at, type.kind, value);
    case 'f32':
    case 'f64':
      return lowerFloat(type.kind, value, at);
    case 'char':
      return value.kind === 'char' ? oneScalar(value.value, at) : wrong(at, 'a char', value);
    case 'string':
      return value.kind === 'string' ? wellFormed(value.value, at) : wrong(at, 'a string', value);
    case 'list':
      return value.kind === 'list' ? lowerList(type, value.value, at, given) : wrong(at, 'a list', value);
    case 'map':
      return value.kind === 'map' ? lowerMap(type, value.value, at, given) : wrong(at, 'a map', value);
    case 'record':
      return value.kind === 'record' ? lowerRecord(type, value.value, at, given) : wrong(at, 'a record', value);
    case 'tuple':
      return value.kind === 'tuple' ? lowerTuple(type, value.value, at, given) : wrong(at, 'a tuple', value);
    case 'variant':
      return lowerVariant(type, value, at, given);
    case 'enum':
      if (value.kind !== 'enum') return wrong(at, 'an enum', value);
      return oneOf(type.cases, value.value, at);
    case 'flags':
      return value.kind === 'flags' ? lowerFlags(type, value.value, at) : wrong(at, 'flags', value);
    case 'option':
      return value.kind === 'option' ? lowerOption(type, value.value, at, given) : wrong(at, 'an option', value);
    case 'result':
      return lowerResult(type, value, at, given);
    case 'own':
    case 'borrow':
      return value.kind === 'handle' ? given.handle(type, value.value, at) : wrong(at, 'a handle', value);
    case 'stream':
    case 'future':
      return lowerFlow(type, value, at, given);
    case 'unsupported':
      throw new Refusal('unsupported-type', `${at}: ${type.reason}`);
  }
}

function lowerFloat(kind: 'f32' | 'f64', value: Value, at: string): number {
  if (value.kind !== 'float' && value.kind !== 'integer') return wrong(at, kind, value);
  switch (value.value) {
    case 'nan':
      return Number.NaN;
    case 'inf':
      return Number.POSITIVE_INFINITY;
    case '-inf':
      return Number.NEGATIVE_INFINITY;
    default:
      if (!/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value.value)) {
        throw bad(`${at} is no number: \`${value.value}\``);
      }
      return Number(value.value);
  }
}

function oneScalar(text: string, at: string): string {
  if (Array.from(text).length !== 1) throw bad(`${at} must be exactly one character`);
  return wellFormed(text, at);
}

/** A lone surrogate is no Unicode text and would silently turn into a replacement character. */
function wellFormed(text: string, at: string): string {
  if (/\p{Surrogate}/u.test(text)) throw bad(`${at} holds half a surrogate pair, which is no Unicode text`);
  return text;
}

function lowerList(type: Of<'list'>, items: readonly Value[], at: string, given: Given): Native {
  if (type.length !== null && items.length !== type.length) {
    throw bad(`${at} has ${items.length} elements and must have ${type.length}`);
  }
  const natives = items.map((item, index) => lower(type.element, item, `${at}[${index}]`, given));
  // A fixed-length list is a plain array.
  return type.length === null ? packed(type.element, natives) : natives;
}

/** Lists of numbers are typed arrays; `lower` has made every item a number of its type. */
function packed(element: Type, natives: Native[]): Native {
  const numbers = () => natives.map(number);
  const bigs = () => natives.map(bigint);
  switch (element.kind) {
    case 'u8':
      return Uint8Array.from(numbers());
    case 's8':
      return Int8Array.from(numbers());
    case 'u16':
      return Uint16Array.from(numbers());
    case 's16':
      return Int16Array.from(numbers());
    case 'u32':
      return Uint32Array.from(numbers());
    case 's32':
      return Int32Array.from(numbers());
    case 'u64':
      return BigUint64Array.from(bigs());
    case 's64':
      return BigInt64Array.from(bigs());
    case 'f32':
      return Float32Array.from(numbers());
    case 'f64':
      return Float64Array.from(numbers());
    default:
      return natives;
  }
}

function lowerMap(type: Of<'map'>, pairs: readonly [Value, Value][], at: string, given: Given): Map<Native, Native> {
  const entries = pairs.map(([key, value]): [Native, Native] => [
    lower(type.key, key, `a key of ${at}`, given),
    lower(type.value, value, `a value of ${at}`, given),
  ]);
  return new Map(entries);
}

function lowerRecord(type: Of<'record'>, entries: readonly [string, Value][], at: string, given: Given): Native {
  const known = type.fields.map((field) => field.name);
  for (const [name] of entries) oneOf(known, name, `a field of ${at}`);
  const values = new Map(entries);
  const fields = type.fields.map((field) => {
    const value = values.get(field.name);
    if (value === undefined) throw bad(`${at} lacks the field \`${field.name}\``);
    return [camelCase(field.name), lower(field.type, value, `${at}.${field.name}`, given)];
  });
  return Object.fromEntries(fields);
}

function lowerTuple(type: Of<'tuple'>, items: readonly Value[], at: string, given: Given): Native[] {
  if (items.length !== type.elements.length) {
    throw bad(`${at} has ${items.length} elements and must have ${type.elements.length}`);
  }
  return items.map((item, index) => {
    const element = type.elements[index];
    if (element === undefined) throw bad(`${at} has no element ${index}`);
    return lower(element, item, `${at}.${index}`, given);
  });
}

function lowerVariant(type: Of<'variant'>, value: Value, at: string, given: Given): Native {
  if (value.kind !== 'variant') return wrong(at, 'a variant', value);
  const [name, payload] = value.value;
  const names = type.cases.map((each) => each.name);
  const own = type.cases.find((each) => each.name === name);
  if (own === undefined) throw bad(`${at} is \`${name}\`, which is none of ${quoted(names)}`);
  return tagged(name, lowerPayload(own.type, payload, `${at}.${name}`, given));
}

function lowerResult(type: Of<'result'>, value: Value, at: string, given: Given): Native {
  if (value.kind === 'ok') return tagged('ok', lowerPayload(type.ok, value.value, `${at}.ok`, given));
  if (value.kind === 'err') return tagged('err', lowerPayload(type.err, value.value, `${at}.err`, given));
  return wrong(at, 'a result', value);
}

function lowerPayload(type: Type | null, payload: Value | null, at: string, given: Given): Native {
  if (type === null) {
    if (payload !== null) throw bad(`${at} takes no value`);
    return undefined;
  }
  if (payload === null) throw bad(`${at} needs a value`);
  return lower(type, payload, at, given);
}

/** A stream may be all of its elements, a future its value. */
function lowerFlow(type: Of<'stream'> | Of<'future'>, value: Value, at: string, given: Given): Native {
  if (value.kind === 'handle') return given.handle(type, value.value, at);
  if (type.kind === 'future') {
    if (type.value === null) return wrong(at, 'a handle', value);
    return Promise.resolve(lower(type.value, value, at, given));
  }
  if (type.element === null || value.kind !== 'list') return wrong(at, 'a list or a handle', value);
  return elements(type, value.value, at, given);
}

/** The elements of a stream as they are fed: typed arrays where they are numbers. */
export function elements(type: Of<'stream'>, values: readonly Value[], at: string, given: Given): Native[] {
  const { element } = type;
  if (element === null) throw bad(`${at} has no elements to give`);
  const natives = values.map((item, index) => lower(element, item, `${at}[${index}]`, given));
  return packed(element, natives) as Native[];
}

function lowerOption(type: Of<'option'>, payload: Value | null, at: string, given: Given): Native {
  if (payload === null) return isNullable(type) ? undefined : { tag: 'none' };
  const native = lower(type.some, payload, at, given);
  return isNullable(type) ? native : tagged('some', native);
}

function lowerFlags(type: Of<'flags'>, names: readonly string[], at: string): Native {
  for (const name of names) oneOf(type.flags, name, at);
  return Object.fromEntries(type.flags.map((flag) => [camelCase(flag), names.includes(flag)]));
}

function tagged(tag: string, val: Native): Native {
  return val === undefined ? { tag } : { tag, val };
}

function wrong(at: string, wanted: string, value: Value): never {
  throw bad(`${at} must be ${wanted} and is of kind \`${value.kind}\``);
}
