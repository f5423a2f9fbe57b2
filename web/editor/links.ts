/** With Ctrl or ⌘ held, a name is a link to where it is declared. */

import { type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, type PluginValue, ViewPlugin } from '@codemirror/view';

import { cardAt } from './hover.ts';
import type { Page } from './page.ts';
import { note } from './popup.ts';

const setLink = StateEffect.define<{ readonly from: number; readonly to: number } | null>();

const mark = Decoration.mark({ class: 'cm-link' });

const link = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    if (transaction.docChanged) shown = Decoration.none;
    for (const effect of transaction.effects) {
      if (!effect.is(setLink)) continue;
      shown = effect.value === null ? Decoration.none : Decoration.set(mark.range(effect.value.from, effect.value.to));
    }
    return shown;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Links under Ctrl or ⌘, which another cursor gives way to: that is added with Alt. */
export function links(page: Page, path: () => string): Extension {
  const plugin = ViewPlugin.define((view) => new Links(view, page, path), {
    eventHandlers: {
      mousemove(event) {
        this.follow(event.ctrlKey || event.metaKey ? { x: event.clientX, y: event.clientY } : null);
      },
      mouseleave() {
        this.follow(null);
      },
      mousedown(event) {
        const isPress = event.button === 0 && (event.ctrlKey || event.metaKey) && !event.altKey;
        return isPress && this.go({ x: event.clientX, y: event.clientY });
      },
      keyup(event) {
        if (event.key === 'Control' || event.key === 'Meta') this.follow(null);
      },
    },
  });
  return [link, Prec.high(plugin), EditorView.clickAddsSelectionRange.of((event) => event.altKey)];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

class Links implements PluginValue {
  /** Where the latest question was about, while a key is held. */
  private asked: number | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly page: Page,
    private readonly path: () => string,
  ) {}

  /** Makes what is under the pointer a link; null takes the link away. */
  follow(point: Point | null): void {
    const position = point && this.view.posAtCoords(point);
    if (position === this.asked) return;
    this.asked = position;
    if (position === null) return this.show(null);
    if (!this.isOn(position)) void this.ask(position);
  }

  /** Goes where a press leads; false where there is nothing to press. */
  go(point: Point): boolean {
    const position = this.view.posAtCoords(point);
    if (position === null) return false;
    const { view, page } = this;
    const { state } = view;
    this.follow(null);
    view.dispatch({ selection: { anchor: position } });
    view.focus();
    void page.define(this.path(), position).then((why) => note(view, state, position, why));
    return true;
  }

  private async ask(position: number): Promise<void> {
    const { state } = this.view;
    const card = await cardAt(this.page, this.path(), state, position);
    if (this.asked === position && this.view.state.doc === state.doc) this.show(card);
  }

  private show(range: { readonly from: number; readonly to: number } | null): void {
    if (range === null && this.view.state.field(link) === Decoration.none) return;
    this.view.dispatch({ effects: setLink.of(range) });
  }

  private isOn(position: number): boolean {
    let found = false;
    this.view.state.field(link).between(position, position, () => {
      found = true;
    });
    return found;
  }
}
