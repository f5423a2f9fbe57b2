import { lower } from './other.js';
export const greet = lower;
