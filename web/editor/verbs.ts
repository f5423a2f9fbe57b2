/** What a user can do with the text, by key and by menu. */

import { startCompletion } from '@codemirror/autocomplete';
import { isolateHistory, toggleComment } from '@codemirror/commands';
import { foldAll, foldCode, unfoldAll, unfoldCode } from '@codemirror/language';
import { openSearchPanel } from '@codemirror/search';
import { type Extension, Prec } from '@codemirror/state';
import { closeHoverTooltips, type EditorView, hasHoverTooltips, keymap } from '@codemirror/view';

import { openFixes } from './fixes.ts';
import { showCard } from './hover.ts';
import { layoutChanges } from './layout.ts';
import type { Page } from './page.ts';
import { note, unpop } from './popup.ts';
import { openRename } from './rename.ts';

/** Something to do at the cursor or with the whole text. */
export type Verb =
  | 'describe'
  | 'define'
  | 'references'
  | 'rename'
  | 'complete'
  | 'fix'
  | 'comment'
  | 'search'
  | 'format'
  | 'fold'
  | 'unfold'
  | 'fold-all'
  | 'unfold-all';

/** Does it. What takes its time goes on by itself. */
export function run(verb: Verb, view: EditorView, page: Page, path: string): void {
  const { state } = view;
  const { head } = state.selection.main;
  dismiss(view);
  const tell = (why: string | undefined) => note(view, state, head, why);
  switch (verb) {
    case 'describe':
      return void showCard(view, page, path);
    case 'define':
      return void page.define(path, head).then(tell);
    case 'references':
      return void page.references(path, head).then(tell);
    case 'rename':
      return state.readOnly ? tell('This file can only be read.') : void openRename(view, page, path);
    case 'complete':
      return void startCompletion(view);
    case 'fix':
      return openFixes(view);
    case 'comment':
      return void toggleComment(view);
    case 'search':
      return void openSearchPanel(view);
    case 'format':
      return state.readOnly ? tell('This file can only be read.') : void format(view, page, path);
    case 'fold':
      return void foldCode(view);
    case 'unfold':
      return void unfoldCode(view);
    case 'fold-all':
      return void foldAll(view);
    case 'unfold-all':
      return void unfoldAll(view);
  }
}

/** The key that takes away what is told about a place. */
export const dismissal: Extension = Prec.high(keymap.of([{ key: 'Escape', run: dismiss }]));

/** Takes away what is told about a place; false when nothing is. */
function dismiss(view: EditorView): boolean {
  const isHovering = hasHoverTooltips(view.state);
  if (isHovering) view.dispatch({ effects: closeHoverTooltips });
  return unpop(view) || isHovering;
}

/** Lays the text out anew as one step, unless it was changed while that was worked out. */
async function format(view: EditorView, page: Page, path: string): Promise<void> {
  const { doc } = view.state;
  const before = doc.toString();
  const after = await page.format(path, before);
  if (after === undefined || view.state.doc !== doc) return;
  const changes = layoutChanges(before, after);
  if (changes.length === 0) return;
  const scroll = view.scrollSnapshot();
  view.dispatch({ changes, effects: scroll.map(view.state.changes(changes)) ?? [], annotations: isolateHistory.of('full'), userEvent: 'format' });
}
