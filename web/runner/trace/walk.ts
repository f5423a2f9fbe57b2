/** Finds what lives inside of values, by their types. */

import type { Type } from '../../model.ts';
import { camelCase } from '../names.ts';
import { isNullable, type LiveType, type Native, type Of } from '../values/native.ts';

/** The types of what lives. */
export type AnyLive = LiveType | Of<'borrow'>;

/** Whether values of this type can hold something that `is` accepts. */
export function holds(type: Type, is: (type: Type) => boolean): boolean {
  return is(type) || parts(type).some((part) => holds(part, is));
}

/** `native` with `change` applied to all in it that lives; itself where nothing does. */
export function mapLive(type: Type, native: Native, change: (type: AnyLive, live: Native) => Native): Native {
  const inner = (of: Type | null, part: Native) => (of === null ? part : mapLive(of, part, change));
  switch (type.kind) {
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      return change(type, native);
    case 'list':
      return Array.isArray(native) ? native.map((item: Native) => inner(type.element, item)) : native;
    case 'map':
      return native instanceof Map
        ? new Map(Array.from(native, ([key, value]: [Native, Native]) => [key, inner(type.value, value)]))
        : native;
    case 'tuple':
      return Array.isArray(native) ? native.map((item: Native, i) => inner(type.elements[i] ?? null, item)) : native;
    case 'record': {
      const own = { ...(native as Record<string, Native>) };
      for (const field of type.fields) own[camelCase(field.name)] = inner(field.type, own[camelCase(field.name)]);
      return own;
    }
    case 'option':
      if (isNullable(type)) return native === undefined || native === null ? native : inner(type.some, native);
      return tagged(native, (tag) => (tag === 'some' ? type.some : null), inner);
    case 'result':
      return tagged(native, (tag) => (tag === 'ok' ? type.ok : type.err), inner);
    case 'variant':
      return tagged(native, (tag) => type.cases.find(({ name }) => name === tag)?.type ?? null, inner);
    default:
      return native;
  }
}

function tagged(
  native: Native,
  typeOf: (tag: string) => Type | null,
  inner: (type: Type | null, part: Native) => Native,
): Native {
  const { tag, val } = native as { tag: string; val?: Native };
  return { tag, val: inner(typeOf(tag), val) };
}

function parts(type: Type): readonly Type[] {
  const given = (...types: readonly (Type | null)[]) => types.filter((each) => each !== null);
  switch (type.kind) {
    case 'list':
      return [type.element];
    case 'map':
      return [type.key, type.value];
    case 'tuple':
      return type.elements;
    case 'record':
      return type.fields.map((field) => field.type);
    case 'option':
      return [type.some];
    case 'result':
      return given(type.ok, type.err);
    case 'variant':
      return given(...type.cases.map((each) => each.type));
    default:
      return [];
  }
}
