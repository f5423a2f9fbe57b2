/** What would mend the findings in the line of the cursor. */

import { forEachDiagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';

import { type Item, openMenu } from './menu.ts';
import { note } from './popup.ts';

/** Opens the menu of fixes for the line of the cursor, those at the cursor first. */
export function openFixes(view: EditorView): void {
  const { state } = view;
  const { head } = state.selection.main;
  const choices = choicesAt(view, head);
  if (choices.length === 0) return note(view, state, head, 'No quick fix is known here.');
  openMenu(view, 'Quick fixes', [choices]);
}

function choicesAt(view: EditorView, position: number): Item[] {
  const line = view.state.doc.lineAt(position);
  const found: { isHere: boolean; choice: Item }[] = [];
  forEachDiagnostic(view.state, ({ actions = [] }, from, to) => {
    if (from > line.to || to < line.from) return;
    for (const action of actions) {
      const choice = { title: action.name, make: () => action.apply(view, from, to) };
      found.push({ isHere: from <= position && position <= to, choice });
    }
  });
  const here = found.filter(({ isHere }) => isHere);
  const beside = found.filter(({ isHere }) => !isHere);
  return [...here, ...beside].map(({ choice }) => choice);
}
