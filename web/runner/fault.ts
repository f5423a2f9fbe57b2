/** What was thrown out of a component, as an outcome. */

import type { Outcome } from '../model.ts';
import { Refusal } from './refusal.ts';
import { demangle } from './symbols.ts';
import { told } from './told.ts';
import { Exit } from './wasi/program.ts';

/** How a run ended that threw `fault`. */
export function outcomeOf(fault: unknown): Outcome {
  if (fault instanceof Exit) return { kind: 'exited', code: fault.code };
  if (fault instanceof Refusal) return { kind: 'refused', code: fault.code, message: fault.message };
  if (fault instanceof Error) {
    return { kind: 'trapped', message: trapMessage(fault), backtrace: backtrace(fault.stack ?? '') };
  }
  return { kind: 'trapped', message: `something that is no error was thrown: ${String(fault)}`, backtrace: [] };
}

/** The `payload` of the `ComponentError` that stands for a function's `err`. */
export function errorPayload(fault: unknown): { readonly payload: unknown } | null {
  if (!(fault instanceof Error) || !Object.hasOwn(fault, 'payload')) return null;
  return { payload: (fault as Error & { readonly payload: unknown }).payload };
}

function trapMessage(fault: Error): string {
  if (fault instanceof RangeError && /call stack/i.test(fault.message)) {
    return 'call stack exhausted: the component calls itself too deeply';
  }
  const words = fault instanceof WebAssembly.RuntimeError ? told() : null;
  return words ?? fault.message.replace(/^wasm trap: /, '');
}

/** `    at core.wasm.greet (wasm://wasm/1a2b:wasm-function[12]:0x34)`, with or without a name. */
const FRAME = /^\s*at (?:(.*?) \()?wasm:\/\/wasm\/(.*?):wasm-function\[(\d+)\]:(0x[0-9a-f]+)\)?$/;

function backtrace(stack: string): string[] {
  const frames = stack.split('\n').flatMap((line) => {
    const match = FRAME.exec(line);
    if (match === null) return [];
    const [, name = '', source = '', index = '', offset = ''] = match;
    const module = moduleName(source);
    const place = module === '' ? '' : ` in ${module}`;
    return [`${readable(name, module) || `function ${index}`} at ${offset}${place}`];
  });
  return folded(frames);
}

/** Sources are called by the module's name and a hash. */
function moduleName(source: string): string {
  return source.replace(/-?[0-9a-f]{8}$/, '');
}

/** Without the module's name in front. */
function readable(name: string, module: string): string {
  return demangle(module !== '' && name.startsWith(`${module}.`) ? name.slice(module.length + 1) : name);
}

/** A frame that repeats, as in a recursion, becomes one line that says how often. */
function folded(frames: readonly string[]): string[] {
  const starts = frames.flatMap((frame, index) => (frame === frames[index - 1] ? [] : [index]));
  return starts.map((start, index) => {
    const count = (starts[index + 1] ?? frames.length) - start;
    return count === 1 ? `${frames[start]}` : `${frames[start]} (${count} times)`;
  });
}
