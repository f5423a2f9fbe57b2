/**
 * Timers of 0 ms without the browser's clamp. The scheduler in generated modules sets thousands of
 * them, and nested ones are held back to 4 ms each; a message to oneself is not.
 */

type Timeout = (callback: () => void, milliseconds?: number) => void;

/** Puts it where generated modules look for it: `globalThis.__fastTimeout`. */
export function setFastTimeout(): void {
  const { port1, port2 } = new MessageChannel();
  const due: (() => void)[] = [];
  port1.onmessage = () => due.shift()?.();
  const fastTimeout: Timeout = (callback, milliseconds = 0) => {
    if (milliseconds > 0) {
      setTimeout(callback, milliseconds);
      return;
    }
    due.push(callback);
    port2.postMessage(null);
  };
  Object.assign(globalThis, { __fastTimeout: fastTimeout });
}
