/** The keys of verbs. They are here before what they do is loaded, so that none is pressed in vain. */

import { type Extension, Prec } from '@codemirror/state';
import { type KeyBinding, keymap } from '@codemirror/view';

import type { Page } from './page.ts';
import type { Verb } from './verbs.ts';

/** The keys of a text that the engine understands; `run` does what one is for. */
export function verbKeys(page: Page, run: (verb: Verb) => void): Extension {
  const key = (key: string, verb: Verb, shifted?: Verb): KeyBinding => ({
    key,
    run: () => done(run(verb)),
    ...(shifted === undefined ? {} : { shift: () => done(run(shifted)) }),
    preventDefault: true,
  });
  const travel = (step: number) => () => done(page.travel(step));
  return Prec.high(
    keymap.of([
      key('F12', 'define', 'references'),
      key('F2', 'rename'),
      key('Mod-i', 'describe'),
      key('Mod-.', 'fix'),
      key('Shift-Alt-f', 'format'),
      { key: 'Mod-Shift-o', run: () => done(page.outline()), preventDefault: true },
      { key: 'Alt-ArrowLeft', mac: 'Ctrl--', run: travel(-1), preventDefault: true },
      { key: 'Alt-ArrowRight', mac: 'Ctrl-Shift--', run: travel(1), preventDefault: true },
    ]),
  );
}

/** The key of every text: where it has no use yet, the browser would search the page. */
export function searchKey(run: (verb: Verb) => void): Extension {
  return keymap.of([{ key: 'Mod-f', run: () => done(run('search')), preventDefault: true }]);
}

function done(_: void): true {
  return true;
}
