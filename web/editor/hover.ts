/** What the thing under the pointer or at the cursor is. */

import type { EditorState, Extension, Text } from '@codemirror/state';
import { activateHover, EditorView, hoverTooltip, type Tooltip } from '@codemirror/view';

import { renderCard } from './card.ts';
import { witBlock } from './code.ts';
import type { Card, Helper } from './page.ts';
import { note } from './popup.ts';

/** How long the pointer rests before it is asked what is under it, in milliseconds. */
const REST = 250;

/** The answer that a key asked for, so that its card shows at once. */
let prepared: { readonly doc: Text; readonly position: number; readonly tooltip: Tooltip } | undefined;

/** Cards on hover. `path` gives the path of the shown text. */
export function hovering(page: Helper, path: () => string, block = witBlock): Extension {
  const source = (view: EditorView, position: number) => {
    const { doc } = view.state;
    if (prepared?.doc === doc && prepared.position === position) return prepared.tooltip;
    return cardAt(page, path(), view.state, position).then((card) => card && tooltip(card, block));
  };
  return hoverTooltip(source, { hoverTime: REST, hideOnChange: 'touch' });
}

/** Shows the card of what is at the cursor until the cursor moves. */
export async function showCard(view: EditorView, page: Helper, path: string, block = witBlock): Promise<void> {
  const { state } = view;
  const { head } = state.selection.main;
  const card = await cardAt(page, path, state, head);
  if (view.state.doc !== state.doc) return;
  if (card === null) return note(view, state, head, 'Nothing is known about this place.');
  const until = ({ docChanged, selection }: { docChanged: boolean; selection?: unknown }) =>
    docChanged || selection !== undefined;
  prepared = { doc: state.doc, position: head, tooltip: tooltip(card, block) };
  activateHover(view, head, head < card.to ? 1 : -1, { until });
  prepared = undefined;
  view.dispatch({ effects: EditorView.announce.of([card.kind, card.code, card.docs ?? ''].join('. ')) });
}

function tooltip(card: Card, block: typeof witBlock): Tooltip {
  return { pos: card.from, end: card.to, above: true, create: () => ({ dom: renderCard(card, block) }) };
}

/** The card of what is at a place, unless the text is shorter than the answer says. */
export async function cardAt(page: Helper, path: string, state: EditorState, position: number): Promise<Card | null> {
  const card = await page.hover(path, position);
  return card != null && card.to <= state.doc.length ? card : null;
}
