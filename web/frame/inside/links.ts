/** Keeps where links and forms lead below the component's address, and in the frame. */

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
}

function keep(element: EventTarget | null, name: string): void {
  if (!(element instanceof Element)) return;
  const address = element.getAttribute(name);
  if (address !== null && isInside(address) && !address.startsWith('#')) element.setAttribute(name, inside(address));
  // Another tab could not ask the component for what its pages load.
  if (element.getAttribute('target') !== null) element.setAttribute('target', '_self');
}
