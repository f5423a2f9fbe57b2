/**
 * For browsers that cannot suspend WebAssembly (JSPI): what never has to wait for anything but time
 * runs all the same, and what has to wait says so.
 */

import { Refusal } from './refusal.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** Whether a component can wait for the host without holding the thread. */
export function hasJspi(): boolean {
  return 'Suspending' in WebAssembly && !isStandIn;
}

/** Whether a run goes on without JSPI, and may only wait by holding the thread. */
export function holdsThread(): boolean {
  return isStandIn;
}

let isStandIn = false;

/** Lets generated modules that ask for JSPI be instantiated without it. */
export function standIn(): void {
  if ('Suspending' in WebAssembly) return;
  isStandIn = true;
  Object.assign(WebAssembly, { Suspending, promising });
  Object.assign(globalThis, { __cannotWait: () => noJspi('it has to wait for something from outside') });
}

/** Where generated modules call an import that may wait, and where it waits although it must not. */
const CALLED = 'if (syncOnly || !mayBlock) {';
const WAITS = "throw new WebAssemblyRuntimeError('cannot block a synchronous task before returning');";

/** A generated module with imports that answer at once. */
export function atOnce(js: string): string {
  if (hasJspi()) return js;
  return js.replaceAll(CALLED, 'if (true) {').replaceAll(WAITS, 'throw globalThis.__cannotWait();');
}

/** That something has to wait and cannot. */
export function noJspi(what: string): Refusal {
  return new Refusal(
    'no-jspi',
    `${what}, and this browser cannot suspend WebAssembly (JSPI); use a current Chrome or Edge, or run it on the server`,
  );
}

/** An import that may wait; `new` gives the function itself. */
function Suspending(own: AnyFunction): AnyFunction {
  return own;
}

/** An export that may wait. */
function promising(own: AnyFunction): AnyFunction {
  return async (...args) => own(...args);
}
