/**
 * What stack traces call a core module. Browsers tell the name in its `name` section, which many
 * modules lack and several may share.
 */

import { concatenated, leb, Reader, sections, type Section } from './sections.ts';

const CUSTOM_SECTION = 0;
/** The subsection of the module's own name; those of its functions and locals stay. */
const MODULE_NAME = 0;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** `module`, called `name`. */
export function withCoreName(module: Uint8Array, name: string): Uint8Array {
  const old = sections(module).find((section) => nameStart(module, section) !== null);
  const kept = old === undefined ? [] : otherSubsections(module.subarray(nameStart(module, old) ?? old.to, old.to));
  const text = encoder.encode(name);
  const own = concatenated([[MODULE_NAME], leb(text.length + leb(text.length).length), leb(text.length), text]);
  const contents = concatenated([leb(4), encoder.encode('name'), own, ...kept]);
  const section = concatenated([[CUSTOM_SECTION], leb(contents.length), contents]);
  if (old === undefined) return concatenated([module, section]);
  return concatenated([module.subarray(0, old.start), section, module.subarray(old.to)]);
}

/** Where the subsections of a `name` section begin; null for other sections. */
function nameStart(module: Uint8Array, { id, from, to }: Section): number | null {
  if (id !== CUSTOM_SECTION) return null;
  const reader = new Reader(module, from);
  const length = reader.leb();
  const end = reader.at + length;
  return end <= to && decoder.decode(module.subarray(reader.at, end)) === 'name' ? end : null;
}

function otherSubsections(contents: Uint8Array): Uint8Array[] {
  const kept: Uint8Array[] = [];
  const reader = new Reader(contents, 0);
  while (!reader.isAtEnd) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.leb();
    reader.at += length;
    if (id !== MODULE_NAME) kept.push(contents.subarray(start, reader.at));
  }
  return kept;
}
