/** The engine's findings as CodeMirror shows them: gutter, underline, tooltip, list. */

import { type Diagnostic, lintGutter, openLintPanel, setDiagnostics } from '@codemirror/lint';
import type { EditorState, Extension, TransactionSpec } from '@codemirror/state';
import { keymap } from '@codemirror/view';

import type { Severity } from '../model.ts';
import { ticked } from './code.ts';

/** One finding in the shown text. */
export interface Finding {
  /** First UTF-16 code unit. */
  readonly from: number;
  /** One past the last; equals `from` for a point. */
  readonly to: number;
  readonly severity: Severity;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it, when that is known. */
  readonly hint: string | null;
  /** What would mend it, as orders, best first. */
  readonly fixes: readonly string[];
}

/** Makes a fix of a finding, both by their number. */
export type Mend = (finding: number, fix: number) => void;

/** Gutter, tooltips, and the key Mod-Shift-m (list of findings); F8 is the page's, over all files. */
export const findingMarks: Extension = [
  lintGutter(),
  keymap.of([{ key: 'Mod-Shift-m', run: openLintPanel, preventDefault: true }]),
];

/** The transaction that makes `findings` the only ones; places beyond the text are moved into it. */
export function showFindings(state: EditorState, findings: readonly Finding[], mend: Mend): TransactionSpec {
  return setDiagnostics(
    state,
    findings.map((finding, number) => toDiagnostic(finding, state.doc.length, (fix) => mend(number, fix))),
  );
}

function toDiagnostic(finding: Finding, length: number, mend: (fix: number) => void): Diagnostic {
  const { from, to, severity, message, hint, fixes } = finding;
  const start = Math.min(Math.max(0, from), length);
  return {
    from: start,
    to: Math.min(Math.max(start, to), length),
    severity,
    message,
    renderMessage: () => withHint(message, hint),
    actions: fixes.map((title, fix) => ({ name: title.replaceAll('`', ''), apply: () => mend(fix) })),
  };
}

/** A message sets names in backticks; they are shown as code. */
function withHint(message: string, hint: string | null): HTMLElement {
  const whole = document.createElement('span');
  whole.append(...ticked(message));
  if (hint === null) return whole;
  const line = document.createElement('span');
  line.className = 'cm-diagnostic-hint-line';
  line.append(...ticked(hint));
  whole.append(line);
  return whole;
}
