/**
 * A ceiling on a component's linear memory. Without one, a component that asks for ever more gets
 * 4 GiB and may take the tab with it; with one, its allocation fails and it can say so.
 */

const PAGE = 65536;
/** 1 GiB, in pages of 64 KiB. */
const MOST_PAGES = 16384;

/** Bits of a memory's flags. */
const HAS_MAXIMUM = 1;
const KNOWN_FLAGS = 0b111;

const MEMORY_SECTION = 5;
const HEADER_LENGTH = 8;

/**
 * `module` with the maximum of each of its own memories lowered to `bytes`, or to 1 GiB where that is
 * more or not given; a broken one stays as it is.
 */
export function withMemoryCeiling(module: Uint8Array, bytes = MOST_PAGES * PAGE): Uint8Array {
  const section = find(module, MEMORY_SECTION);
  if (section === null) return module;
  const pages = Math.min(MOST_PAGES, Math.floor(bytes / PAGE));
  const contents = lowered(module.subarray(section.from, section.to), pages);
  if (contents === null) return module;
  const head = module.subarray(0, section.start);
  return concatenated([head, [MEMORY_SECTION], leb(contents.length), contents, module.subarray(section.to)]);
}

interface Section {
  /** Of its id. */
  readonly start: number;
  /** Of its contents. */
  readonly from: number;
  readonly to: number;
}

function find(module: Uint8Array, wanted: number): Section | null {
  const reader = new Reader(module, HEADER_LENGTH);
  while (!reader.isAtEnd) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.leb();
    if (id === wanted) return { start, from: reader.at, to: reader.at + length };
    reader.at += length;
  }
  return null;
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

class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at] ?? 0;
    this.at += 1;
    return byte;
  }

  /** An unsigned number in LEB128; what is over 53 bits is not exact, and far over every ceiling. */
  leb(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 2 ** 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    return value;
  }
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

function concatenated(parts: readonly ArrayLike<number>[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
