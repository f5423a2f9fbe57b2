/** The lines of what is chosen in the views beside the text. */

import { type Extension, type Range, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

const setChosen = StateEffect.define<DecorationSet>();

const line = Decoration.line({ class: 'cm-chosen' });

const lines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const told = transaction.effects.find((effect) => effect.is(setChosen));
    return told?.value ?? shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks those lines. */
export const chosen: Extension = lines;

/** The effects that mark the lines of these ranges, flat pairs, and nothing else; the first comes into sight if `reveals`. */
export function showChosen(doc: Text, ranges: Uint32Array, reveals: boolean): StateEffect<unknown>[] {
  const starts = new Set<number>();
  for (let at = 0; at + 1 < ranges.length; at += 2) {
    const [from = 0, to = 0] = ranges.subarray(at, at + 2);
    for (let next = from; next <= Math.min(to, doc.length); next = doc.lineAt(next).to + 1) starts.add(doc.lineAt(next).from);
  }
  const marks: Range<Decoration>[] = Array.from(starts, (start) => line.range(start));
  const effects: StateEffect<unknown>[] = [setChosen.of(Decoration.set(marks, true))];
  const [first] = ranges;
  if (reveals && first !== undefined && first <= doc.length) {
    effects.push(EditorView.scrollIntoView(first, { y: 'nearest', yMargin: 40 }));
  }
  return effects;
}
