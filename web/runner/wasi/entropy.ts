/** Where randomness comes from: the browser's generator, or a seed that repeats it. */

/** A source of random bytes. */
export interface Entropy {
  /** Fills `bytes`. */
  fill(bytes: Uint8Array): void;
}

/** How much `crypto.getRandomValues` gives at once. */
const LARGEST_DRAW = 65536;

/** Different in each run. */
export const BROWSER_ENTROPY: Entropy = {
  fill(bytes) {
    for (let at = 0; at < bytes.length; at += LARGEST_DRAW) {
      crypto.getRandomValues(bytes.subarray(at, at + LARGEST_DRAW) as Uint8Array<ArrayBuffer>);
    }
  },
};

/** The same in each run with the same seed: the generator sfc32. Good for repeating, not for keys. */
export class SeededEntropy implements Entropy {
  private a = 0x9e3779b9;
  private b = 0x243f6a88;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.c = seed >>> 0;
    for (let round = 0; round < 16; round += 1) this.next();
  }

  fill(bytes: Uint8Array): void {
    let word = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      word = at % 4 === 0 ? this.next() : word >>> 8;
      bytes[at] = word & 0xff;
    }
  }

  private next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }
}

/** More at once would be more than a component can hold. */
const LARGEST_REQUEST = 1n << 30n;

/** `length` random bytes. */
export function randomBytes(entropy: Entropy, length: bigint): Uint8Array {
  if (length > LARGEST_REQUEST) {
    throw new WebAssembly.RuntimeError(`asked for ${length} random bytes at once`);
  }
  const bytes = new Uint8Array(Number(length));
  entropy.fill(bytes);
  return bytes;
}

/** A random number of 64 bits. */
export function randomU64(entropy: Entropy): bigint {
  const bytes = new Uint8Array(8);
  entropy.fill(bytes);
  return new DataView(bytes.buffer).getBigUint64(0, true);
}
