/** What js-component-bindgen's modules give, as model values; checked, so that no mistake passes for a value. */

import type { Type, Value } from '../../model.ts';
import { camelCase } from '../names.ts';
import { Refusal } from '../refusal.ts';
import {
  bigint,
  integer,
  type IntegerKind,
  isNullable,
  type Keep,
  type Native,
  number,
  type Of,
  oneOf,
  unexpected,
} from './native.ts';

/** What the generated module gave, as a value of `type`; throws when it is none. */
export function lift(type: Type, native: Native, keep: Keep): Value {
  switch (type.kind) {
    case 'bool':
      return { kind: 'bool', value: boolean(native) };
    case 's8':
    case 'u8':
    case 's16':
    case 'u16':
    case 's32':
    case 'u32':
    case 's64':
    case 'u64':
      return { kind: 'integer', value: liftInteger(type.kind, native) };
    case 'f32':
    case 'f64':
      return { kind: 'float', value: floatText(type.kind, number(native)) };
    case 'char':
      return { kind: 'char', value: string(native) };
    case 'string':
      return { kind: 'string', value: string(native) };
    case 'list':
      return { kind: 'list', value: list(native).map((item) => lift(type.element, item, keep)) };
    case 'map':
      return { kind: 'map', value: liftMap(type, native, keep) };
    case 'record':
      return { kind: 'record', value: liftRecord(type, native, keep) };
    case 'tuple': {
      const items = list(native);
      return { kind: 'tuple', value: type.elements.map((element, i) => lift(element, items[i], keep)) };
    }
    case 'variant':
      return liftVariant(type, native, keep);
    case 'enum':
      return { kind: 'enum', value: oneOf(type.cases, string(native), 'the result') };
    case 'flags': {
      const set = object(native);
      return { kind: 'flags', value: type.flags.filter((flag) => set[camelCase(flag)] === true) };
    }
    case 'option':
      return { kind: 'option', value: liftOption(type, native, keep) };
    case 'result':
      return liftResult(type, native, keep);
    case 'own':
    case 'stream':
    case 'future':
      return { kind: 'handle', value: keep(object(native), type) };
    case 'borrow':
      // Only arguments are borrowed, and only a trace lifts those.
      return { kind: 'handle', value: keep(object(native), { kind: 'own', resource: type.resource }) };
    case 'unsupported':
      throw new Refusal('unsupported-type', `it returned a value that cannot be shown: ${type.reason}`);
  }
}

function liftInteger(kind: IntegerKind, native: Native): string {
  const value = kind.endsWith('64') ? bigint(native) : number(native);
  const text = value.toString();
  integer(kind, text, 'the result');
  return text;
}

function floatText(kind: 'f32' | 'f64', value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  if (Object.is(value, -0)) return '-0';
  return kind === 'f32' ? shortestSingle(value) : String(value);
}

/** The shortest decimal that is this `f32`: 0.1, where the double behind it prints as 0.10000000149011612. */
function shortestSingle(value: number): string {
  for (let digits = 1; digits <= 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

function liftMap(type: Of<'map'>, native: Native, keep: Keep): [Value, Value][] {
  if (!(native instanceof Map)) throw unexpected('a map', native);
  return Array.from(native, ([key, value]: [Native, Native]): [Value, Value] => [
    lift(type.key, key, keep),
    lift(type.value, value, keep),
  ]);
}

function liftRecord(type: Of<'record'>, native: Native, keep: Keep): [string, Value][] {
  const fields = object(native);
  return type.fields.map((field) => [
    field.name,
    lift(field.type, fields[camelCase(field.name)], keep),
  ]);
}

function liftVariant(type: Of<'variant'>, native: Native, keep: Keep): Value {
  const { tag, val } = object(native);
  const own = type.cases.find((each) => each.name === tag);
  if (own === undefined) throw unexpected('a case of the variant', tag);
  return { kind: 'variant', value: [own.name, liftPayload(own.type, val, keep)] };
}

function liftResult(type: Of<'result'>, native: Native, keep: Keep): Value {
  const { tag, val } = object(native);
  if (tag === 'ok') return { kind: 'ok', value: liftPayload(type.ok, val, keep) };
  if (tag === 'err') return { kind: 'err', value: liftPayload(type.err, val, keep) };
  throw unexpected('`ok` or `err`', tag);
}

function liftPayload(type: Type | null, native: Native, keep: Keep): Value | null {
  return type === null ? null : lift(type, native, keep);
}

function liftOption(type: Of<'option'>, native: Native, keep: Keep): Value | null {
  if (isNullable(type)) {
    return native === undefined || native === null ? null : lift(type.some, native, keep);
  }
  const { tag, val } = object(native);
  return tag === 'none' ? null : lift(type.some, val, keep);
}

function boolean(native: Native): boolean {
  if (typeof native !== 'boolean') throw unexpected('a bool', native);
  return native;
}

function string(native: Native): string {
  if (typeof native !== 'string') throw unexpected('a string', native);
  return native;
}

function list(native: Native): Native[] {
  if (Array.isArray(native)) return native;
  if (ArrayBuffer.isView(native) && Symbol.iterator in native) return Array.from(native as Iterable<Native>);
  throw unexpected('a list', native);
}

function object(native: Native): Record<string, Native> {
  if (typeof native !== 'object' || native === null) throw unexpected('an object', native);
  return native as Record<string, Native>;
}
