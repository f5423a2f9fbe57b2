/** A thing gets another name, in a box at its name. */

import type { EditorView } from '@codemirror/view';

import { ticked } from './code.ts';
import { cardAt } from './hover.ts';
import type { Page } from './page.ts';
import { note, pop, unpop } from './popup.ts';
import { renameForm } from './rename-form.ts';

/** Opens the box at the name at the cursor. */
export async function openRename(view: EditorView, page: Page, path: string): Promise<void> {
  const { state } = view;
  const { head } = state.selection.main;
  const card = await cardAt(page, path, state, head);
  if (view.state.doc !== state.doc) return;
  if (card === null) return note(view, state, head, 'There is no name here that could be changed.');
  const { dom, begin } = renameForm({
    before: state.sliceDoc(card.from, card.to),
    rename: (name) => page.rename(path, head, name),
    set: ticked,
    close: (hadFocus) => {
      unpop(view);
      if (hadFocus) view.focus();
    },
  });
  pop(view, { position: card.from, dom, above: false, stays: true, begin });
}
