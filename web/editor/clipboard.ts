/** What goes to the clipboard and comes from it by menu. */

import type { EditorView } from '@codemirror/view';

import type { Group, Item } from './menu.ts';
import { note } from './popup.ts';
import { shortcut } from './shortcut.ts';

/** Cut, copy and paste, as far as there is something to cut and the text may be changed. */
export function clipboard(view: EditorView): Group {
  const { state } = view;
  const selected = state.selection.ranges.map(({ from, to }) => state.sliceDoc(from, to)).join(state.lineBreak);
  const write = () => navigator.clipboard.writeText(selected);
  const item = (title: string, keys: string, make: () => Promise<void>): Item => {
    const refuse = () => note(view, view.state, view.state.selection.main.head, refusal(keys));
    return { title, keys: shortcut(keys), make: () => void make().catch(refuse) };
  };
  const replace = (text: string, userEvent: string) => {
    // What came late is not for another text.
    if (view.state.doc === state.doc) view.dispatch(view.state.replaceSelection(text), { userEvent, scrollIntoView: true });
  };
  const cut = item('Cut', 'Mod X', () => write().then(() => replace('', 'delete.cut')));
  const copy = item('Copy', 'Mod C', write);
  const paste = item('Paste', 'Mod V', async () => replace(await navigator.clipboard.readText(), 'input.paste'));
  const taking = selected === '' ? [] : [cut, copy];
  return state.readOnly ? taking.filter((it) => it !== cut) : [...taking, paste];
}

function refusal(keys: string): string {
  return `The browser keeps its clipboard from this page’s menus. The keys work: ${shortcut(keys)}.`;
}
