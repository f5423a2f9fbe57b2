/** Keeps where links, forms and scripts lead below the component's address, and in the frame. */

import { inside, isInside } from './ask.ts';

/** Does so for each as it is followed. */
export function keepLinksInside(): void {
  addEventListener('click', (event) => {
    const [from] = event.composedPath();
    if (from instanceof Element) keep(from.closest('a, area'), 'href');
  }, true);
  addEventListener('submit', (event) => {
    keep(event.target, 'action');
    keep(event.submitter, 'formaction');
  }, true);
  const { submit } = HTMLFormElement.prototype;
  HTMLFormElement.prototype.submit = function (this: HTMLFormElement) {
    keep(this, 'action');
    submit.call(this);
  };
  keepHistory('pushState');
  keepHistory('replaceState');
  // There is no other window to open it in.
  window.open = (address = '') => {
    const there = String(address);
    if (there !== '') location.href = isInside(there) ? inside(there) : there;
    return null;
  };
}

/** The page that a script says it shows now is the component's as well. */
function keepHistory(name: 'pushState' | 'replaceState'): void {
  const native = History.prototype[name];
  History.prototype[name] = function (this: History, state: unknown, unused: string, address?: string | URL | null) {
    const there = address === null || address === undefined ? address : String(address);
    native.call(this, state, unused, there && isInside(there) ? inside(there) : there);
  };
}

function keep(element: EventTarget | null, name: string): void {
  if (!(element instanceof Element)) return;
  const address = element.getAttribute(name);
  if (address !== null && isInside(address) && !address.startsWith('#')) element.setAttribute(name, inside(address));
  // Another tab could not ask the component for what its pages load.
  if (element.getAttribute('target') !== null) element.setAttribute('target', '_self');
}
