/** What the editor and `typescript.js` say to each other. Positions are UTF-16 code units. */

import type { Card } from '../editor/page.ts';

/** The modules of a workspace, and what the world of their component provides and asks for. */
export interface Program {
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Declarations. */
  readonly types: string;
}

/** A question about a module as it is now. `explain` is about something that was proposed there. */
export type Asked =
  | { readonly kind: 'findings' }
  | { readonly kind: 'hover' | 'complete'; readonly position: number }
  | { readonly kind: 'explain'; readonly position: number; readonly label: string };

/** Each message; a program is not answered. */
export type Message =
  | { readonly kind: 'program'; readonly program: Program }
  | { readonly kind: 'ask'; readonly id: number; readonly path: string; readonly text: string; readonly asked: Asked };

/** An answer; null to a question that a later one made needless. */
export interface Answer {
  readonly id: number;
  readonly answer: Finding[] | Card | Proposals | Explained | null;
}

export interface Finding {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** What could be written at a place, best first. */
export interface Proposals {
  readonly from: number;
  readonly to: number;
  readonly items: readonly { readonly label: string; readonly insert: string; readonly kind: string }[];
}

/** More about one of them. */
export interface Explained {
  readonly code: string;
  readonly docs: string | null;
}
