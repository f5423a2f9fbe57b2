/** What appears at a place in the text for a while: a note, a menu, a box. One at a time. */

import { StateEffect, StateField } from '@codemirror/state';
import { EditorView, showTooltip, type Tooltip } from '@codemirror/view';

/** What appears. */
export interface Popup {
  readonly position: number;
  readonly dom: HTMLElement;
  readonly above: boolean;
  /** Whether it stays when the cursor moves; a change of the text always takes it away. */
  readonly stays: boolean;
  /** Called once it is on the page. */
  readonly begin?: () => void;
}

interface Shown {
  readonly popup: Popup;
  readonly tooltip: Tooltip;
}

const set = StateEffect.define<Popup | null>();

/** Where it appears. */
export const popups = StateField.define<Shown | null>({
  create: () => null,
  update(shown, transaction) {
    const told = transaction.effects.find((effect) => effect.is(set));
    if (told !== undefined) return told.value && { popup: told.value, tooltip: tooltip(told.value) };
    const isLeft = transaction.docChanged || (transaction.selection !== undefined && shown?.popup.stays === false);
    return isLeft ? null : shown;
  },
  provide: (field) => showTooltip.from(field, (shown) => shown && shown.tooltip),
});

/** Shows something in place of what is shown. */
export function pop(view: EditorView, popup: Popup): void {
  view.dispatch({ effects: set.of(popup) });
}

/** Takes away what is shown; false when there is nothing. */
export function unpop(view: EditorView): boolean {
  if (view.state.field(popups, false) == null) return false;
  view.dispatch({ effects: set.of(null) });
  return true;
}

/** Says something at a place, unless the text is another one by now. */
export function note(view: EditorView, asked: EditorView['state'], position: number, text: string | undefined): void {
  if (text === undefined || view.state.doc !== asked.doc) return;
  const dom = document.createElement('div');
  dom.className = 'cm-note';
  dom.textContent = text;
  pop(view, { position, dom, above: true, stays: false });
  view.dispatch({ effects: EditorView.announce.of(text) });
}

function tooltip({ position, dom, above, begin }: Popup): Tooltip {
  return { pos: position, above, create: () => ({ dom, mount: () => begin?.() }) };
}
