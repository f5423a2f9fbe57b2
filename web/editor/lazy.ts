/** The part of the editor that is loaded when it is first needed. */

import type * as More from './more.ts';

let loading: Promise<typeof More> | undefined;

/** That part; what failed is tried again when it is next asked for. */
export function more(): Promise<typeof More> {
  loading ??= import(new URL('editor-more.js', import.meta.url).href).catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}
