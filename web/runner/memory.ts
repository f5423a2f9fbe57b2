/**
 * A ceiling on a component's linear memory. Without one, a component that asks for ever more gets
 * 4 GiB and may take the tab with it; with one, its allocation fails and it can say so.
 */

import { concatenated, leb, Reader, sections } from './sections.ts';

const PAGE = 65536;
/** 1 GiB, in pages of 64 KiB. */
const MOST_PAGES = 16384;

/** Bits of a memory's flags. */
const HAS_MAXIMUM = 1;
const KNOWN_FLAGS = 0b111;

const MEMORY_SECTION = 5;

/**
 * `module` with the maximum of each of its own memories lowered to `bytes`, or to 1 GiB where that is
 * more or not given; a broken one stays as it is.
 */
export function withMemoryCeiling(module: Uint8Array, bytes = MOST_PAGES * PAGE): Uint8Array {
  const section = sections(module).find(({ id }) => id === MEMORY_SECTION);
  if (section === undefined) return module;
  const pages = Math.min(MOST_PAGES, Math.floor(bytes / PAGE));
  const contents = lowered(module.subarray(section.from, section.to), pages);
  if (contents === null) return module;
  const head = module.subarray(0, section.start);
  return concatenated([head, [MEMORY_SECTION], leb(contents.length), contents, module.subarray(section.to)]);
}

/** The contents of a memory section, lowered; null where it holds memories of another kind of page. */
function lowered(contents: Uint8Array, pages: number): number[] | null {
  const reader = new Reader(contents, 0);
  const count = reader.leb();
  const bytes = leb(count);
  for (let index = 0; index < count; index += 1) {
    const flags = reader.byte();
    if ((flags & ~KNOWN_FLAGS) !== 0) return null;
    const least = reader.leb();
    const most = (flags & HAS_MAXIMUM) !== 0 ? reader.leb() : pages;
    bytes.push(flags | HAS_MAXIMUM, ...leb(least), ...leb(Math.max(least, Math.min(most, pages))));
  }
  return reader.isAtEnd ? bytes : null;
}
