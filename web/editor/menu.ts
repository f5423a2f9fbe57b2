/** A menu at a place in the text. */

import type { EditorView } from '@codemirror/view';

import { pop, unpop } from './popup.ts';

/** Something that can be chosen. */
export interface Item {
  readonly title: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly make: () => void;
}

/** Items that belong together; a line parts them from others. */
export type Group = readonly Item[];

/** Shows a menu at the cursor and gives it the keyboard, which the text gets back from it. */
export function openMenu(view: EditorView, label: string, groups: readonly Group[]): void {
  const close = (hadFocus: boolean) => {
    unpop(view);
    if (hadFocus) view.focus();
  };
  const dom = menu(label, groups, close);
  const position = view.state.selection.main.head;
  pop(view, { position, dom, above: false, stays: false, begin: () => dom.querySelector('button')?.focus() });
}

function menu(label: string, groups: readonly Group[], close: (hadFocus: boolean) => void): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-menu';
  dom.setAttribute('role', 'menu');
  dom.setAttribute('aria-label', label);
  const choose = ({ make }: Item) => {
    close(true);
    make();
  };
  const parts = groups.filter((group) => group.length > 0);
  const buttons = parts.map((group) => group.map((item) => button(item, () => choose(item))));
  dom.append(...buttons.flatMap((group, at) => (at === 0 ? group : [document.createElement('hr'), ...group])));
  const items = buttons.flat();
  dom.addEventListener('keydown', (event) => {
    const at = items.findIndex((item) => item === document.activeElement);
    const last = items.length - 1;
    const next = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) items[next]?.focus();
    else if (event.key === 'Escape') close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  dom.addEventListener('focusout', (event) => {
    if (!dom.contains(event.relatedTarget as Node | null) && document.hasFocus() && dom.isConnected) close(false);
  });
  return dom;
}

function button({ title, keys }: Item, press: () => void): HTMLElement {
  const item = document.createElement('button');
  item.type = 'button';
  item.setAttribute('role', 'menuitem');
  item.append(title);
  if (keys !== undefined) {
    const shortcut = document.createElement('kbd');
    shortcut.textContent = keys;
    // Read out, it would be part of what the item is called.
    shortcut.setAttribute('aria-hidden', 'true');
    item.append(shortcut);
  }
  item.onclick = press;
  return item;
}
