/**
 * The text editor, as the page sees it: `editor.js`, loaded when it is first needed.
 *
 * Values cross this border, never DOM nodes (but for the one element it lives in). Every position
 * is a UTF-16 code unit; the page converts the model's UTF-8 spans before it calls. The typed face
 * in Rust is `app/src/editor/bindings.rs`.
 */

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view';

import { difference, Documents } from './documents.ts';
import { type Finding, findingMarks, showFindings } from './findings.ts';
import { wac } from './languages/wac.ts';
import { wit } from './languages/wit.ts';
import { leaveNote } from './leave.ts';
import { theme } from './theme.ts';

export type { Finding } from './findings.ts';

/** How a text is coloured; `text` is not coloured at all. */
export type Language = 'wit' | 'wac' | 'text';

/** What the editor tells. */
export interface EditorOptions {
  /** After each change that a person made (typing, undo, paste); never after `setDocument`. */
  readonly onChange: (path: string, text: string) => void;
  /** After the cursor moved, with its place. */
  readonly onCursor: (path: string, position: number) => void;
}

/** One editor. It shows one text at a time and keeps the history of each. */
export interface EditorHandle {
  /**
   * Shows the text of `path`. A path that was shown before comes back with its undo history and
   * cursor; where `text` differs from what it had, the difference becomes one undoable step.
   */
  setDocument(path: string, text: string, language: Language): void;
  /** The shown text. */
  getDocument(): string;
  /** Makes these the only findings of the shown text. */
  setDiagnostics(findings: readonly Finding[]): void;
  /** Moves the keyboard to the text. */
  focus(): void;
  /** Selects from `from` up to `to`, scrolls there and moves the keyboard to the text. */
  select(from: number, to: number): void;
  /** Whether the text can only be read; it can still be selected, searched and copied. */
  setReadOnly(readOnly: boolean): void;
  /** Drops the history and cursor of a path, as when its file was removed. */
  forget(path: string): void;
  /**
   * `forget` for every path, as when another workspace was opened. What is shown stays on screen
   * until the next `setDocument`, which begins a new history whatever its path.
   */
  forgetAll(): void;
  /** Takes the editor off the page; nothing may be called after it. */
  destroy(): void;
}

/** Makes an editor in `parent`, empty until its first `setDocument`. */
export function createEditor(parent: HTMLElement, options: EditorOptions): EditorHandle {
  return new Editor(parent, options);
}

const NARROW = '(max-width: 40rem)';

/** Marks a change that the page made, which the page need not be told of. */
const fromPage = Annotation.define<true>();

const shared: Extension = [
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightActiveLine(),
  highlightSpecialChars(),
  highlightSelectionMatches(),
  history(),
  bracketMatching(),
  closeBrackets(),
  indentOnInput(),
  indentUnit.of('  '),
  search(),
  findingMarks,
  leaveNote,
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
  theme,
];

class Editor implements EditorHandle {
  private readonly view: EditorView;
  private readonly documents = new Documents();
  private readonly access = new Compartment();
  private readonly wrapping = new Compartment();
  private readonly narrow = matchMedia(NARROW);
  private readonly rewrap = () => this.view.dispatch({ effects: this.wrapping.reconfigure(this.wrap()) });
  private path = '';
  private readOnly = false;
  /** Whether what is shown belongs to nothing that is open any more. */
  private isForgotten = false;

  constructor(
    parent: HTMLElement,
    private readonly options: EditorOptions,
  ) {
    this.view = new EditorView({ parent, state: this.newState('', '', 'text') });
    this.narrow.addEventListener('change', this.rewrap);
  }

  setDocument(path: string, text: string, language: Language): void {
    const isAnother = path !== this.path || (this.isForgotten && text !== this.getDocument());
    if (isAnother) this.show(path, text, language);
    this.isForgotten = false;
    const changes = difference(this.getDocument(), text);
    if (changes === null) return;
    this.view.dispatch({ changes, annotations: fromPage.of(true), userEvent: 'page' });
  }

  getDocument(): string {
    return this.view.state.sliceDoc();
  }

  setDiagnostics(findings: readonly Finding[]): void {
    this.view.dispatch(showFindings(this.view.state, findings));
  }

  focus(): void {
    this.view.focus();
  }

  select(from: number, to: number): void {
    const clamp = (position: number) => Math.min(Math.max(0, position), this.view.state.doc.length);
    const selection = { anchor: clamp(from), head: clamp(to) };
    this.view.dispatch({ selection, effects: EditorView.scrollIntoView(clamp(from), { y: 'center' }) });
    this.view.focus();
  }

  setReadOnly(readOnly: boolean): void {
    this.readOnly = readOnly;
    this.view.dispatch({ effects: this.access.reconfigure(this.permission()) });
  }

  forget(path: string): void {
    this.documents.take(path);
    if (path === this.path) this.leave();
  }

  forgetAll(): void {
    this.documents.clear();
    this.isForgotten = true;
  }

  destroy(): void {
    this.narrow.removeEventListener('change', this.rewrap);
    this.view.destroy();
  }

  private show(path: string, text: string, language: Language): void {
    if (this.path !== '' && !this.isForgotten) {
      this.documents.put(this.path, { state: this.view.state, scroll: this.view.scrollSnapshot() });
    }
    this.path = path;
    const shelved = this.documents.take(path);
    this.view.setState(shelved?.state ?? this.newState(path, text, language));
    const settings = [
      this.access.reconfigure(this.permission()),
      this.wrapping.reconfigure(this.wrap()),
    ];
    this.view.dispatch({ effects: shelved ? [...settings, shelved.scroll] : settings });
  }

  private leave(): void {
    this.path = '';
    this.view.setState(this.newState('', '', 'text'));
  }

  private newState(path: string, text: string, language: Language): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        shared,
        coloured(language),
        this.access.of(this.permission()),
        this.wrapping.of(this.wrap()),
        selecting(),
        EditorView.contentAttributes.of({ 'aria-label': label(path), tabindex: '0' }),
        EditorView.updateListener.of((update) => this.tell(update)),
      ],
    });
  }

  private tell(update: ViewUpdate): void {
    const byPage = update.transactions.some((transaction) => transaction.annotation(fromPage));
    if (update.docChanged && !byPage) this.options.onChange(this.path, update.state.sliceDoc());
    if (update.selectionSet || update.docChanged) {
      this.options.onCursor(this.path, update.state.selection.main.head);
    }
  }

  private permission(): Extension {
    return EditorState.readOnly.of(this.readOnly);
  }

  private wrap(): Extension {
    return this.narrow.matches ? EditorView.lineWrapping : [];
  }
}

function coloured(language: Language): Extension {
  switch (language) {
    case 'wit':
      return wit;
    case 'wac':
      return wac;
    case 'text':
      return EditorView.lineWrapping;
  }
}

/** Drawn selections allow several cursors; a finger needs the platform's own handles. */
function selecting(): Extension {
  if (matchMedia('(pointer: coarse)').matches) return [];
  return [drawSelection(), EditorState.allowMultipleSelections.of(true)];
}

function label(path: string): string {
  return `${path === '' ? 'No file' : path}, text editor. Tab indents; Escape then Tab leaves.`;
}
