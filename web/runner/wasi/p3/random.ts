/** `wasi:random` 0.3. */

import type { Entropy } from '../entropy.ts';
import { random } from '../p2/random.ts';

/** The interfaces of `wasi:random` 0.3, which differ from those of 0.2 in a name. */
export function random3(entropy: Entropy) {
  const preview2 = random(entropy);
  return {
    ...preview2,
    'wasi:random/insecure-seed': { getInsecureSeed: preview2['wasi:random/insecure-seed'].insecureSeed },
  };
}
