/** What lowering and lifting have in common: how values look in JavaScript, and what is in range. */

import type { Type } from '../../model.ts';
import { Refusal } from '../refusal.ts';

/** What a value looks like in JavaScript depends on its type; only this folder looks inside. */
export type Native = unknown;

/** The types that are integers. */
export type IntegerKind = 's8' | 'u8' | 's16' | 'u16' | 's32' | 'u32' | 's64' | 'u64';
/** The type of one kind. */
export type Of<Kind extends Type['kind']> = Extract<Type, { kind: Kind }>;

/** The types whose values live outside, on a shelf. */
export type LiveType = Of<'own'> | Of<'stream'> | Of<'future'>;

const NUMERIC = ['s8', 'u8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'f32', 'f64'];

/** Whether elements of this type go through a stream in chunks. */
export function isNumeric(type: Type): boolean {
  return NUMERIC.includes(type.kind);
}

/** What arguments can be given that lives. */
export interface Given {
  /** What has this number, checked to be of `type`, or a refusal. */
  handle(type: LiveType | Of<'borrow'>, number: number, at: string): Native;
}

/** Keeps something that lives and gives its number. */
export type Keep = (native: Native, type: LiveType) => number;

/**
 * Whether `none` and `some` of this option are told apart by `undefined`. Where the payload can
 * itself be `undefined`, they are `{ tag, val }`.
 */
export function isNullable(type: Type): boolean {
  return type.kind === 'option' && !isNullable(type.some);
}

/** `text` as a number of this type, or a refusal `bad-value`. */
export function integer(kind: IntegerKind, text: string, at: string): number | bigint {
  if (!/^-?\d+$/.test(text)) throw bad(`${at} is no integer: \`${text}\``);
  const value = BigInt(text);
  const [least, greatest] = bounds(kind);
  if (value < least || value > greatest) {
    throw bad(`${at} is out of range: ${text} does not fit into \`${kind}\` (${least} to ${greatest})`);
  }
  return kind.endsWith('64') ? value : Number(value);
}

/** `name`, if it is one of `names`; else a refusal `bad-value`. */
export function oneOf(names: readonly string[], name: string, at: string): string {
  if (!names.includes(name)) throw bad(`${at} is \`${name}\`, which is none of ${quoted(names)}`);
  return name;
}

/** A number of up to 32 bits, or a float. */
export function number(native: Native): number {
  if (typeof native !== 'number') throw unexpected('a number', native);
  return native;
}

/** A number of 64 bits. */
export function bigint(native: Native): bigint {
  if (typeof native !== 'bigint') throw unexpected('a 64-bit integer', native);
  return native;
}

/** The value that was given is none of its type. */
export function bad(message: string): Refusal {
  return new Refusal('bad-value', message);
}

/** The value that came from the component is none of its type. */
export function unexpected(wanted: string, native: Native): TypeError {
  return new TypeError(`the component gave ${typeof native} where ${wanted} was due`);
}

/** Names for a message. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function bounds(kind: IntegerKind): readonly [bigint, bigint] {
  const bits = BigInt(kind.slice(1));
  return kind.startsWith('u') ? [0n, (1n << bits) - 1n] : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
}
