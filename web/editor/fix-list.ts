/** The fixes of findings, as a menu. */

/** A fix that can be chosen. */
export interface Choice {
  readonly title: string;
  readonly make: () => void;
}

/** The menu; `close` takes it away, and gives the keyboard back to the text where it was in the menu. */
export function fixList(choices: readonly Choice[], close: (hadFocus: boolean) => void): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-fixes';
  dom.setAttribute('role', 'menu');
  dom.setAttribute('aria-label', 'Quick fixes');
  const items = choices.map(({ title, make }) => {
    const item = document.createElement('button');
    item.type = 'button';
    item.setAttribute('role', 'menuitem');
    item.textContent = title;
    item.onclick = () => {
      close(true);
      make();
    };
    return item;
  });
  dom.append(...items);
  dom.addEventListener('keydown', (event) => {
    const at = items.findIndex((item) => item === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
    if (step !== undefined) items[(at + step) % items.length]?.focus();
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
