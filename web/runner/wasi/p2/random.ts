/** `wasi:random` 0.2; one generator serves as the insecure one too. */

import { type Entropy, randomBytes, randomU64 } from '../entropy.ts';

/** The interfaces of `wasi:random` 0.2. */
export function random(entropy: Entropy) {
  const bytes = (length: bigint) => randomBytes(entropy, length);
  const u64 = () => randomU64(entropy);
  return {
    'wasi:random/random': { getRandomBytes: bytes, getRandomU64: u64 },
    'wasi:random/insecure': { getInsecureRandomBytes: bytes, getInsecureRandomU64: u64 },
    'wasi:random/insecure-seed': { insecureSeed: () => [u64(), u64()] },
  };
}
