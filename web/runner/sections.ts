/** The sections of core modules: as much of the binary format as it takes to change one of them. */

const HEADER_LENGTH = 8;

/** A section, by where it is. */
export interface Section {
  readonly id: number;
  /** Of its id. */
  readonly start: number;
  /** Of its contents. */
  readonly from: number;
  readonly to: number;
}

/** All sections of a module, in order; of a broken one those that can be found. */
export function sections(module: Uint8Array): Section[] {
  const found: Section[] = [];
  const reader = new Reader(module, HEADER_LENGTH);
  while (!reader.isAtEnd) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.leb();
    found.push({ id, start, from: reader.at, to: reader.at + length });
    reader.at += length;
  }
  return found;
}

/** Reads a module's bytes from `at` on. */
export class Reader {
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

/** A number in LEB128. */
export function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

/** All parts in one array. */
export function concatenated(parts: readonly ArrayLike<number>[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
