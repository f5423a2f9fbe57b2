/** The menu at the cursor or the pointer: what can be done with what is there. */

import { type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

import { clipboard } from './clipboard.ts';
import { type Group, type Item, openMenu } from './menu.ts';
import type { Page } from './page.ts';
import { shortcut } from './shortcut.ts';
import { run, type Verb } from './verbs.ts';

/** The menu's keys and the pointer's other button. `path` gives the path of the shown text. */
export function contextMenu(isUnderstood: boolean, page: Page, path: () => string): Extension {
  const groups = (view: EditorView): Group[] => {
    const item = ([title, keys, verb]: Entry): Item => {
      return { title, keys: shortcut(keys), make: () => run(verb, view, page, path()) };
    };
    if (!isUnderstood) return [clipboard(view)];
    return [ASKING.map(item), view.state.readOnly ? [] : CHANGING.map(item), clipboard(view)];
  };
  const open = (view: EditorView) => {
    openMenu(view, 'Text actions', groups(view));
    return true;
  };
  return [
    EditorView.domEventHandlers({
      contextmenu(event, view) {
        // A finger has the platform's own menu for what it selects; Shift asks for the browser's.
        const isOurs = !event.shiftKey && (event as PointerEvent).pointerType !== 'touch';
        if (isOurs) point(view, view.posAtCoords({ x: event.clientX, y: event.clientY }));
        return isOurs && open(view);
      },
    }),
    Prec.high(keymap.of(['Shift-F10', 'ContextMenu'].map((key) => ({ key, run: open, preventDefault: true })))),
  ];
}

/** What is said, the keys that do the same, and what is done. */
type Entry = readonly [title: string, keys: string, verb: Verb];

const ASKING: readonly Entry[] = [
  ['Go to definition', 'F12', 'define'],
  ['Find references', 'Shift F12', 'references'],
  ['Show documentation', 'Mod I', 'describe'],
];

const CHANGING: readonly Entry[] = [
  ['Rename symbol…', 'F2', 'rename'],
  ['Quick fix…', 'Mod .', 'fix'],
  ['Format', 'Shift Alt F', 'format'],
  ['Comment or uncomment', 'Mod /', 'comment'],
];

/** Moves the cursor to where the pointer is, unless that is in what is selected. */
function point(view: EditorView, position: number | null): void {
  const { from, to } = view.state.selection.main;
  if (position === null || (from < to && from <= position && position <= to)) return;
  view.dispatch({ selection: { anchor: position } });
}
