/** `wasi:http/types#fields`: headers or trailers, in order, repeated names kept. */

import { Failure } from '../failure.ts';

/** A name as it was first given, and one value. */
export type FieldEntry = readonly [string, Uint8Array];

type HeaderError = { readonly tag: 'invalid-syntax' | 'forbidden' | 'immutable' | 'size-exceeded' };

/** All names and values together: no server would take more, and this host need not keep more. */
const LARGEST_FIELDS = 1024 * 1024;
/** What each costs besides. */
const ENTRY_COST = 32;

/** RFC 9110, "Tokens". */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Headers that belong to a connection, which a component has no say in. */
const FORBIDDEN = new Set([
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** `wasi:http/types#fields`, with what 0.2 and 0.3 have. */
export class Fields {
  private list: FieldEntry[] = [];
  private size = 0;
  private isFrozen = false;

  static fromList(entries: readonly FieldEntry[]): Fields {
    const fields = new Fields();
    for (const [name, value] of entries) fields.append(name, value);
    return fields;
  }

  /** What came over the wire: any name at all, and nobody may change it. */
  static received(entries: readonly FieldEntry[]): Fields {
    const fields = new Fields();
    fields.list = [...entries];
    return fields.frozen();
  }

  get(name: string): Uint8Array[] {
    return this.list.filter(([own]) => isSame(own, name)).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.list.some(([own]) => isSame(own, name));
  }

  set(name: string, values: readonly Uint8Array[]): void {
    this.checkMutable();
    checkName(name);
    values.forEach(checkValue);
    this.remove(name);
    for (const value of values) this.push(name, value);
  }

  delete(name: string): void {
    this.checkMutable();
    checkName(name);
    this.remove(name);
  }

  getAndDelete(name: string): Uint8Array[] {
    const values = this.get(name);
    this.delete(name);
    return values;
  }

  append(name: string, value: Uint8Array): void {
    this.checkMutable();
    checkName(name);
    checkValue(value);
    this.push(name, value);
  }

  entries(): FieldEntry[] {
    return [...this.list];
  }

  copyAll(): FieldEntry[] {
    return this.entries();
  }

  clone(): Fields {
    const copy = new Fields();
    copy.list = [...this.list];
    copy.size = this.size;
    return copy;
  }

  /** From here on this can only be read. */
  frozen(): this {
    this.isFrozen = true;
    return this;
  }

  private push(name: string, value: Uint8Array): void {
    const size = this.size + cost([name, value]);
    if (size > LARGEST_FIELDS) throw headerError('size-exceeded');
    this.size = size;
    this.list.push([name, value]);
  }

  private remove(name: string): void {
    this.list = this.list.filter(([own]) => !isSame(own, name));
    this.size = this.list.reduce((size, entry) => size + cost(entry), 0);
  }

  private checkMutable(): void {
    if (this.isFrozen) throw headerError('immutable');
  }
}

function cost([name, value]: FieldEntry): number {
  return name.length + value.length + ENTRY_COST;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function checkName(name: string): void {
  if (!TOKEN.test(name)) throw headerError('invalid-syntax');
  if (FORBIDDEN.has(name.toLowerCase())) throw headerError('forbidden');
}

/** RFC 9110, "Field Values": no control characters but the tab. */
function checkValue(value: Uint8Array): void {
  const isFaulty = value.some((byte) => (byte < 0x20 && byte !== 0x09) || byte === 0x7f);
  if (isFaulty) throw headerError('invalid-syntax');
}

function headerError(tag: HeaderError['tag']): Failure<HeaderError> {
  return new Failure({ tag });
}
