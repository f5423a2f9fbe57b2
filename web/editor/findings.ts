/** The engine's findings as CodeMirror shows them: gutter, underline, tooltip, list. */

import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import type { EditorState, Extension, TransactionSpec } from '@codemirror/state';
import { keymap } from '@codemirror/view';

import type { Severity } from '../model.ts';

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
}

/** Gutter, tooltips, and the keys F8 (next finding) and Mod-Shift-m (list of findings). */
export const findingMarks: Extension = [lintGutter(), keymap.of(lintKeymap)];

/** The transaction that makes `findings` the only ones; places beyond the text are moved into it. */
export function showFindings(state: EditorState, findings: readonly Finding[]): TransactionSpec {
  return setDiagnostics(
    state,
    findings.map((finding) => toDiagnostic(finding, state.doc.length)),
  );
}

function toDiagnostic(finding: Finding, length: number): Diagnostic {
  const { from, to, severity, message, hint } = finding;
  const start = Math.min(Math.max(0, from), length);
  const diagnostic = { from: start, to: Math.min(Math.max(start, to), length), severity, message };
  return hint === null ? diagnostic : { ...diagnostic, renderMessage: () => withHint(message, hint) };
}

function withHint(message: string, hint: string): HTMLElement {
  const whole = document.createElement('span');
  const line = document.createElement('span');
  line.className = 'cm-diagnostic-hint-line';
  line.textContent = hint;
  whole.append(message, line);
  return whole;
}
