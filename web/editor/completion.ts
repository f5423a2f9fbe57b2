/** What could be written at the cursor, while it is typed or when asked for. */

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

import { scriptBlock, witBlock } from './code.ts';
import { renderDocs } from './markdown.ts';
import { renderCard } from './card.ts';
import type { Helper, Proposal } from './page.ts';

/** How long typing rests before it is asked, in milliseconds. */
const REST = 15;

/** A text of more code units than this is asked about only when the user wants it. */
const LONG = 200_000;

/** A name that goes on is looked for among what is known already. */
const NAME = /^%?[\w-]*$/;

/**
 * What may have been typed for a list to open by itself: a name, also one in quotes, a version, or
 * what a name stands after. Not so where Enter is likely to be meant as a new line, as behind most braces.
 */
const OPENING =
  /%?[A-Za-z][\w-]*$|[:/.<]$|@[\d.]*$|\.\{(?:[^}]*,\s?)?$|<[^>]*,\s$|(?:[:=]|->|\b(?:use|include|import|export|package|new|targets))\s$|\[$|[{[,\s]"[\w:/@.-]*$/;

/** Where the cursor goes in what is written. */
const CURSOR = '${}';

/** The list. `path` gives the path of the shown text. */
export function completing(page: Helper, path: () => string, opening = OPENING): Extension {
  return autocompletion({
    override: [(context) => complete(page, path, opening, context)],
    activateOnTypingDelay: REST,
    icons: false,
    addToOptions: [{ render: (option) => badge(option.type ?? ''), position: 20 }],
    tooltipClass: () => 'cm-proposals',
    maxRenderedOptions: 60,
    compareCompletions: () => 0,
  });
}

async function complete(page: Helper, shown: () => string, opening: RegExp, context: CompletionContext): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (!context.explicit && (context.state.doc.length > LONG || !opens(before, opening))) return null;
  const path = shown();
  const proposals = await page.complete(path, context.pos);
  // Not null: CodeMirror would not ask again about what was typed in the meantime.
  if (proposals == null || proposals.items.length === 0) return { from: context.pos, options: [] };
  const { from } = proposals;
  // Of a name in quotes, what is before the cursor is looked for, and all of it replaced.
  const isQuoted = context.state.sliceDoc(from, from + 1) === '"';
  const tail = isQuoted ? proposals.to - context.pos : 0;
  const options = proposals.items.map((item, index) => option(page, path, item, index, tail));
  return { from, to: proposals.to - tail, options, validFor: NAME };
}

/** Opens the list where it would have opened by itself. */
export function propose(view: EditorView): void {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  if (opens(line.text.slice(0, head - line.from))) startCompletion(view);
}

/** Whether a list opens by itself after this beginning of a line. */
export function opens(before: string, opening = OPENING): boolean {
  return opening.test(before) && !before.includes('//');
}

/** A proposal; `tail` code units behind what is looked for are replaced with it. */
function option(page: Helper, path: string, item: Proposal, index: number, tail: number): Completion {
  const { label, kind, detail } = item;
  return {
    label,
    type: kind,
    // The engine's order decides between matches that are equally good.
    boost: Math.max(-99, 99 - index),
    ...(detail === null ? {} : { detail }),
    ...info(item),
    apply: (view, completion, from, to) => write(view, completion, item, from, to + tail, () => page.completeElsewhere(index, path)),
  };
}

/** What is shown beside a proposal, if anything. */
function info({ docs, explain }: Proposal): Pick<Completion, 'info'> {
  if (explain !== undefined) {
    const card = { from: 0, to: 0, kind: '', package: null };
    return { info: () => explain().then((it) => it && renderCard({ ...card, ...it }, scriptBlock)) };
  }
  return docs === null || docs.trim() === '' ? {} : { info: () => renderDocs(docs, witBlock) };
}

/** Writes a proposal with all else it changes, as one step. */
function write(view: EditorView, completion: Completion, item: Proposal, from: number, to: number, elsewhere: () => void): void {
  const { insert, cursor } = written(item.insert, indentation(view, from));
  const changes = view.state.changes([{ from, to, insert }, ...item.changes]);
  view.dispatch({
    changes,
    selection: { anchor: changes.mapPos(from, -1) + cursor },
    scrollIntoView: true,
    userEvent: 'input.complete',
    annotations: pickedCompletion.of(completion),
  });
  if (item.isWider) elsewhere();
}

/** What is written and how far into it the cursor goes; further lines are indented as the first is. */
export function written(template: string, indent: string): { insert: string; cursor: number } {
  const text = template.replaceAll('\n', `\n${indent}`);
  const at = text.indexOf(CURSOR);
  if (at < 0) return { insert: text, cursor: text.length };
  return { insert: text.slice(0, at) + text.slice(at + CURSOR.length), cursor: at };
}

function indentation(view: EditorView, position: number): string {
  return /^\s*/.exec(view.state.doc.lineAt(position).text)?.[0] ?? '';
}

/** A kind of thing as a letter in its colour; the word itself is for whoever rests on it or hears it. */
function badge(kind: string): HTMLElement {
  const element = document.createElement('span');
  element.className = `cm-kind cm-kind-${kind}`;
  element.textContent = kind.slice(0, 1).toUpperCase();
  element.title = kind;
  return element;
}
