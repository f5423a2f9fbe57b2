/**
 * What the editor tells the page and asks of it. Every position is a UTF-16 code unit of the text
 * as it is when the page is called; an answer for an older text is dropped here, not there.
 */

/** The page, as the editor sees it. Its typed face in Rust is `app/src/editor/page.rs`. */
export interface Page {
  /** A person changed the shown text; never called for what `setDocument` changed. */
  changed(path: string, text: string, change: Change): void;
  /** The cursor moved. */
  moved(path: string, position: number): void;
  /** What the thing at a place is; undefined while what knows that is not loaded. */
  hover(path: string, position: number): Promise<Card | null | undefined>;
  /** What could be written at a place; undefined while what knows that is not loaded. */
  complete(path: string, position: number): Promise<Proposals | null | undefined>;
  /** Makes what a proposal of the latest answer changes in other texts. */
  completeElsewhere(proposal: number, path: string): void;
  /** Goes to where the thing at a place is declared; gives what to say when it cannot. */
  define(path: string, position: number): Promise<string | undefined>;
  /** Lists where the thing at a place is named; gives what to say when it cannot. */
  references(path: string, position: number): Promise<string | undefined>;
  /** Renames the thing at a place in every text; gives why it is refused. */
  rename(path: string, position: number, name: string): Promise<string | undefined>;
  /** The text as it is usually laid out; none when it has an error, which the page tells. */
  format(path: string, text: string): Promise<string | undefined>;
  /** Makes a fix of a finding, both by their number. */
  fix(finding: number, fix: number): void;
  /** Lets the user choose a declaration of the text to go to. */
  outline(): void;
  /** Goes to the place before (-1) or after (1) this one. */
  travel(step: number): void;
}

/** What is asked about places while a text is typed and looked at. */
export type Helper = Pick<Page, 'hover' | 'complete' | 'completeElsewhere'>;

/** How a text came to change. */
export interface Change {
  /** Whether it is a step of its own, however short a time after the last one. */
  readonly isWhole: boolean;
  /** The change of several texts that this one takes back or makes again; 0 for none. */
  readonly joint: number;
  readonly isUndo: boolean;
}

/** What a thing is. */
export interface Card {
  /** The word that was asked about. */
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  /** Its declaration as WIT. */
  readonly code: string;
  /** Markdown. */
  readonly docs: string | null;
  readonly package: string | null;
}

/** What could be written at a place, best first. */
export interface Proposals {
  /** What the chosen one takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Proposal[];
}

export interface Proposal {
  readonly label: string;
  /** What is written; `${}` in it is where the cursor goes. */
  readonly insert: string;
  readonly kind: string;
  readonly detail: string | null;
  /** Markdown. */
  readonly docs: string | null;
  /** What else changes in this text. */
  readonly changes: readonly TextChange[];
  /** Whether other texts change too. */
  readonly isWider: boolean;
  /** Its declaration and docs, where they take time to be known. */
  explain?(): Promise<{ readonly code: string; readonly docs: string | null } | null>;
}

/** A range of a text and what takes its place. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}
