/** What the engine knows about the structure of the shown text: names by what they name, and what can be folded away. */

import { codeFolding, foldGutter, foldKeymap, foldService } from '@codemirror/language';
import { type Extension, Prec, RangeSet, RangeSetBuilder, RangeValue, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view';

/** The kinds of names, in the order of the model's `TokenKind`. */
const KINDS = ['package', 'world', 'interface', 'type', 'resource', 'function', 'parameter', 'field', 'case', 'variable'];

/** A structure as flat numbers, so that a long one crosses the border at once. */
export interface Structure {
  /** For each name: its first code unit, one past its last, twice its kind and 1 more where it is declared. */
  readonly names: Uint32Array;
  /** For each fold: its first code unit and one past its last. */
  readonly folds: Uint32Array;
}

const setStructure = StateEffect.define<{ names: DecorationSet; folds: RangeSet<Fold> }>();

class Fold extends RangeValue {}

const fold = new Fold();

const marks = KINDS.flatMap((kind) => [
  Decoration.mark({ class: `cm-name-${kind}` }),
  Decoration.mark({ class: `cm-name-${kind} cm-declared` }),
]);

const names = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const told = transaction.effects.find((effect) => effect.is(setStructure));
    return told?.value.names ?? shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const folds = StateField.define<RangeSet<Fold>>({
  create: () => RangeSet.empty,
  update(known, transaction) {
    const told = transaction.effects.find((effect) => effect.is(setStructure));
    return told?.value.folds ?? known.map(transaction.changes);
  },
});

/** Colours of names, the gutter that folds, and its keys. */
export const structure: Extension = [
  // Inside of what the grammar colours, so that it is seen.
  Prec.highest(names),
  folds,
  foldService.of((state, start, end) => {
    let found: { from: number; to: number } | null = null;
    state.field(folds).between(start, end, (from, to) => {
      if (from < start || from > end || to <= end || (found !== null && found.to >= to)) return;
      found = { from, to };
    });
    return found;
  }),
  codeFolding({ placeholderDOM: placeholder }),
  foldGutter({ markerDOM: marker, foldingChanged: (update) => update.startState.field(folds) !== update.state.field(folds) }),
  keymap.of(foldKeymap),
];

/** The effect that makes this the structure of a text. */
export function showStructure(doc: Text, told: Structure): StateEffect<unknown> {
  return setStructure.of({ names: nameMarks(doc.length, told.names), folds: foldRanges(doc.length, told.folds) });
}

function nameMarks(length: number, flat: Uint32Array): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (let at = 0; at + 2 < flat.length; at += 3) {
    const [from = 0, to = 0, kind = 0] = flat.subarray(at, at + 3);
    const mark = marks[kind];
    if (mark !== undefined && from < to && to <= length) builder.add(from, to, mark);
  }
  return builder.finish();
}

function foldRanges(length: number, flat: Uint32Array): RangeSet<Fold> {
  const ranges = [];
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const [from = 0, to = 0] = flat.subarray(at, at + 2);
    if (from < to && to <= length) ranges.push(fold.range(from, to));
  }
  return RangeSet.of(ranges, true);
}

function marker(isOpen: boolean): HTMLElement {
  const dom = document.createElement('span');
  dom.className = isOpen ? 'cm-fold' : 'cm-fold cm-folded';
  dom.title = isOpen ? 'Fold' : 'Unfold';
  return dom;
}

function placeholder(_: EditorView, unfold: (event: Event) => void): HTMLElement {
  const dom = document.createElement('button');
  dom.type = 'button';
  dom.className = 'cm-foldPlaceholder';
  dom.textContent = '…';
  dom.title = 'Unfold';
  dom.setAttribute('aria-label', 'Folded text: unfold');
  dom.onclick = unfold;
  return dom;
}
