/** The part of the editor that is loaded when it can be typed in. */

import type * as More from './more.ts';

export type { Module } from './script/module.ts';

export type { More };

let loading: Promise<typeof More> | undefined;

/** That part; what failed is tried again when it is next asked for. */
export function more(): Promise<typeof More> {
  loading ??= import('./more.ts').catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}
