/** Scripts run in the order of the page, also those that have to be fetched first. */

import { isInside } from './ask.ts';
import type { Kind } from './resources.ts';

/** A type that no browser runs. */
const HELD = 'text/held';

/** Holds scripts back until it is their turn. */
export class ScriptOrder {
  private turn = Promise.resolve();
  private waiting = 0;
  private readonly seen = new WeakSet<HTMLScriptElement>();

  constructor(private readonly blobOf: (address: string, kind: Kind) => Promise<string>) {
    const isRead = () => document.readyState !== 'loading';
    lateListenersHear(document, 'DOMContentLoaded', isRead);
    lateListenersHear(window, 'DOMContentLoaded', isRead);
    lateListenersHear(window, 'load', () => document.readyState === 'complete');
  }

  /** Takes a script that the page now has, before the browser runs it. */
  take(script: HTMLScriptElement): void {
    if (this.seen.has(script) || !isJavaScript(script.type)) return;
    const address = script.getAttribute('src');
    if (address !== null && !isInside(address)) return;
    if (address === null && (this.waiting === 0 || script.type === 'module')) return;
    const { type } = script;
    script.type = HELD;
    const kind = type === 'module' ? 'module' : 'any';
    const fetched = address === null ? Promise.resolve(undefined) : this.blobOf(address, kind);
    const run = async () => this.run(script, type, await fetched);
    if (script.async) return void run();
    this.waiting += 1;
    this.turn = this.turn.then(run).finally(() => {
      this.waiting -= 1;
    });
  }

  /** Puts a script in the place of one that was held back, and waits until it ran. */
  private run(held: HTMLScriptElement, type: string, blob: string | undefined): Promise<void> {
    const script = document.createElement('script');
    this.seen.add(script);
    for (const { name, value } of held.attributes) script.setAttribute(name, value);
    script.type = type;
    if (type === '') script.removeAttribute('type');
    script.text = held.text;
    if (blob !== undefined) script.src = blob;
    return new Promise((resolve) => {
      const tell = (event: Event) => {
        held.dispatchEvent(new Event(event.type));
        resolve();
      };
      script.addEventListener('load', tell);
      script.addEventListener('error', tell);
      held.isConnected ? held.replaceWith(script) : document.head.append(script);
      if (blob === undefined) resolve();
    });
  }
}

function isJavaScript(type: string): boolean {
  return type === '' || type === 'module' || /^(text|application)\/(x-)?(java|ecma)script$/i.test(type.trim());
}

/** Whoever listens after the event hears of it all the same: scripts come later than they would. */
function lateListenersHear(target: EventTarget, name: string, isOver: () => boolean): void {
  const { addEventListener } = target;
  target.addEventListener = function (type: string, listener: EventListenerOrEventListenerObject | null, options?: object) {
    if (type !== name || !isOver() || listener === null) return addEventListener.call(target, type, listener, options);
    setTimeout(() => {
      const event = new Event(name);
      if (typeof listener === 'function') listener.call(target, event);
      else listener.handleEvent(event);
    });
  };
}
