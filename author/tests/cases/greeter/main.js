import { upper } from './text/case.js';

const greetings = ['Hello', 'Good day'];
let times = 0;

export function greet(name) {
  return `${greetings[times++ % 2]}, ${upper(name)}!`;
}
