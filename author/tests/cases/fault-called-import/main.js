import { getRandomU64 } from "wasi:random/random@0.2.0";
const seed = getRandomU64();
export const greet = () => String(seed);
