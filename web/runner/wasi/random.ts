/** `wasi:random` over the browser's generator, which serves as the insecure one too. */

/** How much `crypto.getRandomValues` gives at once. */
const LARGEST_DRAW = 65536;

/** The interfaces of `wasi:random` 0.2. */
export function random() {
  return {
    'wasi:random/random': { getRandomBytes: randomBytes, getRandomU64: randomU64 },
    'wasi:random/insecure': { getInsecureRandomBytes: randomBytes, getInsecureRandomU64: randomU64 },
    'wasi:random/insecure-seed': { insecureSeed: () => [randomU64(), randomU64()] },
  };
}

/** The interfaces of `wasi:random` 0.3. */
export function random3() {
  return {
    'wasi:random/random': { getRandomBytes: randomBytes, getRandomU64: randomU64 },
    'wasi:random/insecure': { getInsecureRandomBytes: randomBytes, getInsecureRandomU64: randomU64 },
    'wasi:random/insecure-seed': { getInsecureSeed: () => [randomU64(), randomU64()] },
  };
}

function randomBytes(length: bigint): Uint8Array {
  const bytes = new Uint8Array(Number(length));
  for (let at = 0; at < bytes.length; at += LARGEST_DRAW) {
    crypto.getRandomValues(bytes.subarray(at, at + LARGEST_DRAW));
  }
  return bytes;
}

function randomU64(): bigint {
  return crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
}
