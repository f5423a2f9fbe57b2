import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SessionEvent, Type, Value } from '../../model.ts';
import { Refusal } from '../refusal.ts';
import { Shelf, Taking } from '../shelf.ts';
import { lift } from './lift.ts';
import { lower } from './lower.ts';
import type { Keep, Native } from './native.ts';

const bool: Type = { kind: 'bool' };
const u8: Type = { kind: 'u8' };
const u64: Type = { kind: 'u64' };
const f32: Type = { kind: 'f32' };
const text: Type = { kind: 'string' };
const optional = (some: Type): Type => ({ kind: 'option', some });
const listOf = (element: Type, length: number | null = null): Type => ({ kind: 'list', element, length });
const result = (ok: Type | null, err: Type | null): Type => ({ kind: 'result', ok, err });

const int = (value: string): Value => ({ kind: 'integer', value });
const float = (value: string): Value => ({ kind: 'float', value });
const str = (value: string): Value => ({ kind: 'string', value });
const yes: Value = { kind: 'bool', value: true };
const list = (...value: Value[]): Value => ({ kind: 'list', value });
const handle = (value: number): Value => ({ kind: 'handle', value });
const option = (value: Value | null): Value => ({ kind: 'option', value });

/** Where nothing lives. */
const KEEP: Keep = () => assert.fail('there is nothing to keep');

/** A value and what a generated module has in its place, in both directions. */
function check(name: string, type: Type, value: Value, native: Native): void {
  test(name, () => {
    assert.deepEqual(lower(type, value), native);
    assert.deepEqual(lift(type, native, KEEP), value);
  });
}

check('bool', bool, yes, true);
check('least s8', { kind: 's8' }, int('-128'), -128);
check('greatest u8', u8, int('255'), 255);
check('least s16', { kind: 's16' }, int('-32768'), -32768);
check('greatest u16', { kind: 'u16' }, int('65535'), 65535);
check('least s32', { kind: 's32' }, int('-2147483648'), -2147483648);
check('greatest u32', { kind: 'u32' }, int('4294967295'), 4294967295);
check('least s64', { kind: 's64' }, int('-9223372036854775808'), -9223372036854775808n);
check('greatest u64', u64, int('18446744073709551615'), 18446744073709551615n);
check('f64', { kind: 'f64' }, float('0.1'), 0.1);
check('f64 not a number', { kind: 'f64' }, float('nan'), Number.NaN);
check('f64 infinite', { kind: 'f64' }, float('-inf'), Number.NEGATIVE_INFINITY);
check('f64 negative zero', { kind: 'f64' }, float('-0'), -0);
check('char beyond the basic plane', { kind: 'char' }, { kind: 'char', value: '😀' }, '😀');
check('string', text, str('häl\u0000lo'), 'häl\u0000lo');
check('list of bytes', listOf(u8), list(int('1')), Uint8Array.of(1));
check('list of u64', listOf(u64), list(int('1')), BigUint64Array.of(1n));
check('list of f32', listOf(f32), list(float('0.5')), Float32Array.of(0.5));
check('list of strings', listOf(text), list(str('a')), ['a']);
check('list of lists', listOf(listOf(u8)), list(list(), list(int('2'))), [new Uint8Array(), Uint8Array.of(2)]);
check('list of fixed length', listOf(u8, 2), list(int('1'), int('2')), [1, 2]);
check(
  'map',
  { kind: 'map', key: text, value: u8 },
  { kind: 'map', value: [[str('k'), int('1')]] },
  new Map([['k', 1]]),
);
check(
  'record with an acronym',
  {
    kind: 'record',
    name: 'rec',
    fields: [
      { name: 'HTTP-name', docs: null, type: text },
      { name: 'is-on', docs: null, type: bool },
    ],
  },
  { kind: 'record', value: [['HTTP-name', str('x')], ['is-on', yes]] },
  { httpName: 'x', isOn: true },
);
check('tuple', { kind: 'tuple', elements: [u8, text] }, { kind: 'tuple', value: [int('1'), str('x')] }, [1, 'x']);

const level: Type = {
  kind: 'variant',
  name: 'level',
  cases: [
    { name: 'off', docs: null, type: null },
    { name: 'HTTP-error', docs: null, type: text },
  ],
};
check('variant without payload', level, { kind: 'variant', value: ['off', null] }, { tag: 'off' });
check(
  'variant with payload',
  level,
  { kind: 'variant', value: ['HTTP-error', str('x')] },
  { tag: 'HTTP-error', val: 'x' },
);
check('enum', { kind: 'enum', name: null, cases: ['a', 'dark-b'] }, { kind: 'enum', value: 'dark-b' }, 'dark-b');
check(
  'flags',
  { kind: 'flags', name: null, flags: ['read', 'write-all'] },
  { kind: 'flags', value: ['write-all'] },
  { read: false, writeAll: true },
);
check('none', optional(u8), option(null), undefined);
check('some', optional(u8), option(int('1')), 1);
check('none of an option of an option', optional(optional(u8)), option(null), { tag: 'none' });
check('some none', optional(optional(u8)), option(option(null)), { tag: 'some' });
check('some some', optional(optional(u8)), option(option(int('1'))), { tag: 'some', val: 1 });
check('three options deep', optional(optional(optional(u8))), option(option(null)), { tag: 'none' });
check('ok', result(u8, text), { kind: 'ok', value: int('1') }, { tag: 'ok', val: 1 });
check('err', result(u8, text), { kind: 'err', value: str('x') }, { tag: 'err', val: 'x' });
check('result without payloads', result(null, null), { kind: 'err', value: null }, { tag: 'err' });

test('an f32 is written as short as it can be read back', () => {
  assert.deepEqual(lift(f32, Math.fround(0.1), KEEP), float('0.1'));
  assert.deepEqual(lift(f32, Math.fround(16777216), KEEP), float('16777216'));
});

test('a resource comes and goes by its number', () => {
  const events: SessionEvent[] = [];
  const shelf = new Shelf((event) => void events.push(event));
  const own = { kind: 'own', resource: 'bucket' } as const;
  const borrow = { kind: 'borrow', resource: 'bucket' } as const;
  const [one, other] = [{}, {}];
  const keep: Keep = (native, type) => shelf.put(native, type, { call: 7, interface: null });
  assert.deepEqual(lift(own, one, keep), handle(1));
  assert.deepEqual(lift(own, other, keep), handle(2));
  const taking = new Taking(shelf, new Map());
  assert.equal(lower(borrow, handle(1), 'a', taking), one);
  assert.equal(lower(own, handle(2), 'b', taking), other);
  assert.throws(() => lower(borrow, handle(2), 'c', taking), /`#2` is given away in the same call/);
  assert.throws(() => lower(own, handle(1), 'c', taking), /`#1` is given away in the same call/);
  assert.throws(() => lower({ kind: 'own', resource: 'pail' }, handle(1), 'c', taking), /c must be a `pail`/);
  assert.throws(() => lower(own, handle(3), 'c', taking), /`#3` was never there/);
  taking.commit(8);
  assert.throws(() => lower(own, handle(2), 'c', taking), /`#2` is gone/);
  assert.deepEqual(events.slice(2), [{ what: 'gone', handle: 2, end: { kind: 'moved', call: 8 } }]);
});

function refused(name: string, type: Type, value: Value, code: string, message: RegExp): void {
  test(`refused: ${name}`, () => {
    assert.throws(
      () => lower(type, value, '`x`'),
      (fault: unknown) => fault instanceof Refusal && fault.code === code && message.test(fault.message),
    );
  });
}

refused('an integer out of range', u8, int('256'), 'bad-value', /256 does not fit into `u8` \(0 to 255\)/);
refused('a negative unsigned integer', u64, int('-1'), 'bad-value', /out of range/);
refused('a fraction as integer', u8, int('1.5'), 'bad-value', /`x` is no integer/);
refused('a string as integer', u8, str('1'), 'bad-value', /`x` must be u8 and is of kind `string`/);
refused('two characters as one', { kind: 'char' }, { kind: 'char', value: 'ab' }, 'bad-value', /exactly one/);
refused('half a surrogate pair', text, str('\ud800'), 'bad-value', /surrogate/);
refused('a wrong element', listOf(u8), list(int('1'), int('999')), 'bad-value', /`x`\[1\] is out of range/);
refused('a fixed list too short', listOf(u8, 2), list(int('1')), 'bad-value', /has 1 elements and must have 2/);
refused('an unknown case', level, { kind: 'variant', value: ['on', null] }, 'bad-value', /`on`, which is none of `off`/);
refused('a missing payload', level, { kind: 'variant', value: ['HTTP-error', null] }, 'bad-value', /needs a value/);
refused('a payload too many', level, { kind: 'variant', value: ['off', yes] }, 'bad-value', /takes no value/);
const bucket: Type = { kind: 'borrow', resource: 'bucket' };
refused('a resource', bucket, { kind: 'handle', value: 0 }, 'needs-handle', /`bucket`/);
refused('a stream', { kind: 'stream', element: u8 }, { kind: 'handle', value: 1 }, 'needs-handle', /stream/);
refused(
  'a missing field',
  { kind: 'record', name: null, fields: [{ name: 'age', docs: null, type: u8 }] },
  { kind: 'record', value: [] },
  'bad-value',
  /lacks the field `age`/,
);
refused(
  'an unknown flag',
  { kind: 'flags', name: null, flags: ['a'] },
  { kind: 'flags', value: ['b'] },
  'bad-value',
  /`b`, which is none of `a`/,
);

test('a value of the wrong shape is never passed on as if it were right', () => {
  assert.throws(() => lift(u8, 'x', KEEP), TypeError);
  assert.throws(() => lift(u8, 300, KEEP), Refusal);
  assert.throws(() => lift(u64, 1, KEEP), TypeError);
  assert.throws(() => lift(listOf(u8), 'x', KEEP), TypeError);
  assert.throws(() => lift(level, { tag: 'nope' }, KEEP), TypeError);
});
