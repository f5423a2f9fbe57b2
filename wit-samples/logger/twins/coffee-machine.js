// Makes coffee and logs what it does: the twin, in JavaScript, of the component in Rust.

import { lines, write } from 'example:logging/log@0.1.0';

/** Cups that the full tank is enough for. */
const TANK = 4;

/** The number of the fault that the tank is empty. */
const TANK_EMPTY = 17;

export const coffee = {
  brew(cups) {
    write({ tag: 'debug' }, 'heating the water');
    for (let cup = 1; cup <= Math.min(cups, TANK); cup += 1) {
      write({ tag: 'info' }, `cup ${cup} is ready`);
      if (cup === TANK) write({ tag: 'warning', val: 'refill the tank' }, 'that was the last water');
    }
    if (cups > TANK) write({ tag: 'error', val: TANK_EMPTY }, `no water for ${cups - TANK} of ${cups} cups`);
    return lines();
  },
};
