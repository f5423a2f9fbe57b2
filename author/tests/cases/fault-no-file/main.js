import { upper } from './nowhere.js';
export const greet = upper;
