/**
 * Model values to JavaScript, as js-component-bindgen's modules take them.
 *
 * Those modules coerce (`'abc'` becomes 0, 300 as a `u8` becomes 44), so everything is checked
 * against its type here.
 */

import type { Type, Value } from '../../model.ts';
import { camelCase } from '../names.ts';
import { Refusal } from '../refusal.ts';
import { bad, bigint, integer, isNullable, type Native, number, type Of, oneOf, quoted } from './native.ts';

/** `value` as the generated module takes it, or a refusal `bad-value` that says where it is wrong. */
export function lower(type: Type, value: Value, at = 'the value'): Native {
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
      return value.kind === 'list' ? lowerList(type, value.value, at) : wrong(at, 'a list', value);
    case 'map':
      return value.kind === 'map' ? lowerMap(type, value.value, at) : wrong(at, 'a map', value);
    case 'record':
      return value.kind === 'record' ? lowerRecord(type, value.value, at) : wrong(at, 'a record', value);
    case 'tuple':
      return value.kind === 'tuple' ? lowerTuple(type, value.value, at) : wrong(at, 'a tuple', value);
    case 'variant':
      return lowerVariant(type, value, at);
    case 'enum':
      if (value.kind !== 'enum') return wrong(at, 'an enum', value);
      return oneOf(type.cases, value.value, at);
    case 'flags':
      return value.kind === 'flags' ? lowerFlags(type, value.value, at) : wrong(at, 'flags', value);
    case 'option':
      return value.kind === 'option' ? lowerOption(type, value.value, at) : wrong(at, 'an option', value);
    case 'result':
      return lowerResult(type, value, at);
    case 'own':
    case 'borrow':
      throw new Refusal(
        'needs-handle',
        `${at} is a \`${type.resource}\`, a live resource; a run starts afresh and has none to give`,
      );
    case 'stream':
    case 'future':
      throw new Refusal('needs-stream', `${at} is a ${type.kind}, which cannot be given from outside`);
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

function lowerList(type: Of<'list'>, items: readonly Value[], at: string): Native {
  if (type.length !== null && items.length !== type.length) {
    throw bad(`${at} has ${items.length} elements and must have ${type.length}`);
  }
  const natives = items.map((item, index) => lower(type.element, item, `${at}[${index}]`));
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

function lowerMap(type: Of<'map'>, pairs: readonly [Value, Value][], at: string): Map<Native, Native> {
  const entries = pairs.map(([key, value]): [Native, Native] => [
    lower(type.key, key, `a key of ${at}`),
    lower(type.value, value, `a value of ${at}`),
  ]);
  return new Map(entries);
}

function lowerRecord(type: Of<'record'>, given: readonly [string, Value][], at: string): Native {
  const known = type.fields.map((field) => field.name);
  for (const [name] of given) oneOf(known, name, `a field of ${at}`);
  const values = new Map(given);
  const entries = type.fields.map((field) => {
    const value = values.get(field.name);
    if (value === undefined) throw bad(`${at} lacks the field \`${field.name}\``);
    return [camelCase(field.name), lower(field.type, value, `${at}.${field.name}`)];
  });
  return Object.fromEntries(entries);
}

function lowerTuple(type: Of<'tuple'>, items: readonly Value[], at: string): Native[] {
  if (items.length !== type.elements.length) {
    throw bad(`${at} has ${items.length} elements and must have ${type.elements.length}`);
  }
  return items.map((item, index) => {
    const element = type.elements[index];
    if (element === undefined) throw bad(`${at} has no element ${index}`);
    return lower(element, item, `${at}.${index}`);
  });
}

function lowerVariant(type: Of<'variant'>, value: Value, at: string): Native {
  if (value.kind !== 'variant') return wrong(at, 'a variant', value);
  const [name, payload] = value.value;
  const names = type.cases.map((each) => each.name);
  const own = type.cases.find((each) => each.name === name);
  if (own === undefined) throw bad(`${at} is \`${name}\`, which is none of ${quoted(names)}`);
  return tagged(name, lowerPayload(own.type, payload, `${at}.${name}`));
}

function lowerResult(type: Of<'result'>, value: Value, at: string): Native {
  if (value.kind === 'ok') return tagged('ok', lowerPayload(type.ok, value.value, `${at}.ok`));
  if (value.kind === 'err') return tagged('err', lowerPayload(type.err, value.value, `${at}.err`));
  return wrong(at, 'a result', value);
}

function lowerPayload(type: Type | null, payload: Value | null, at: string): Native {
  if (type === null) {
    if (payload !== null) throw bad(`${at} takes no value`);
    return undefined;
  }
  if (payload === null) throw bad(`${at} needs a value`);
  return lower(type, payload, at);
}

function lowerOption(type: Of<'option'>, payload: Value | null, at: string): Native {
  if (payload === null) return isNullable(type) ? undefined : { tag: 'none' };
  const native = lower(type.some, payload, at);
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
