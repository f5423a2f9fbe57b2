/** Handlers that a page sets by name, as `onload`, for targets that are not the browser's own. */

/** Calls what the page has put at `on<name>` of `target` with each event of these names. */
export function heedHandlers(target: EventTarget, names: readonly string[]): void {
  for (const name of names) {
    target.addEventListener(name, (event) => {
      const handler: unknown = Reflect.get(target, `on${name}`);
      if (typeof handler === 'function') handler.call(target, event);
    });
  }
}
