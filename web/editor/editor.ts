/**
 * The text editor, as the page sees it: `editor.js`, loaded when it is first needed.
 *
 * Values cross this border, never DOM nodes (but for the one element it lives in). Every position
 * is a UTF-16 code unit; the page converts the model's UTF-8 spans before it calls. The typed face
 * in Rust is `app/src/editor/bindings.rs`.
 */

import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands';
import { StreamLanguage, bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Annotation, Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
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

import { chosen, showChosen } from './chosen.ts';
import { differences, Documents } from './documents.ts';
import type { Finding } from './findings.ts';
import { jointOf, joints, partOf } from './joint.ts';
import { searchKey, verbKeys } from './keys.ts';
import { wac } from './languages/wac.ts';
import { wit } from './languages/wit.ts';
import { type Module, type More, more } from './lazy.ts';
import { leaveNote } from './leave.ts';
import type { Severity } from '../model.ts';
import type { Change, Page } from './page.ts';
import type { Program } from '../script/messages.ts';
import { showStructure, type Structure, structure } from './structure.ts';
import { roomForMarks, theme } from './theme.ts';
import type { Verb } from './verbs.ts';

export type { Finding } from './findings.ts';
export type { Page } from './page.ts';
export type { Structure } from './structure.ts';
export type { Verb } from './verbs.ts';

/** How a text is coloured; `text` is not coloured at all. */
export type Language = 'wit' | 'wac' | 'script' | 'typed-script' | 'wat' | 'text';

/** One editor. It shows one text at a time and keeps the history of each. */
export interface EditorHandle {
  /**
   * Shows the text of `path`. A path that was shown before comes back with its undo history and
   * cursor; where `text` differs from what it had, the difference becomes one undoable step.
   * `joint` is the number of the latest change of several texts that this one was part of, or 0.
   */
  setDocument(path: string, text: string, language: Language, joint: number): void;
  /** The shown text. */
  getDocument(): string;
  /** Makes these the only findings of the shown text. */
  setDiagnostics(findings: readonly Finding[]): void;
  /** Makes these the modules that the shown one is among; none where no component is made of it. */
  setProgram(program: Program | null): void;
  /** Makes this the structure of the shown text, until it is told anew; it moves with the text. */
  setStructure(structure: Structure): void;
  /**
   * Marks the lines of these ranges, first code unit and one past the last by turns, until told
   * anew. The first comes into sight, unless the keyboard is in the text.
   */
  setChosen(ranges: Uint32Array): void;
  /** Where the cursor is. */
  cursor(): number;
  /** Does something at the cursor, or with the whole text. */
  run(verb: Verb): void;
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
export function createEditor(parent: HTMLElement, page: Page): EditorHandle {
  return new Editor(parent, page);
}

const NARROW = '(max-width: 40rem)';

/** A text of more code units than this is told after a pause, for telling it takes its time. */
const LONG = 200_000;

/** That pause, in milliseconds. */
const PAUSE = 300;

/** Marks a change that the page made, which the page need not be told of. */
const fromPage = Annotation.define<true>();

const shared: Extension = [
  highlightActiveLineGutter(),
  highlightActiveLine(),
  highlightSpecialChars(),
  history(),
  bracketMatching(),
  indentOnInput(),
  joints,
  leaveNote,
  keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
  theme,
];

/** Findings, and in which text. */
interface Found {
  readonly doc: Text;
  readonly findings: readonly Finding[];
}

class Editor implements EditorHandle {
  private readonly view: EditorView;
  private readonly documents = new Documents();
  private readonly access = new Compartment();
  private readonly aid = new Compartment();
  private readonly wrapping = new Compartment();
  private readonly colours = new Compartment();
  private readonly narrow = matchMedia(NARROW);
  private readonly rewrap = () => this.view.dispatch({ effects: this.wrapping.reconfigure(this.wrap()) });
  private path = '';
  private language: Language = 'text';
  private readOnly = false;
  /** What helps with the text, once it is loaded. */
  private more: typeof More | undefined;
  /** What was found last, and in which text. */
  private found: Found | undefined;
  /** The modules that the shown one is among, and what knows them, once it is loaded. */
  private program: Program | null = null;
  private module: Module | undefined;
  /** What that found last, and in which text. */
  private looked: Found | undefined;
  /** The latest change of several texts that each text has seen. */
  private readonly joints = new Map<string, number>();
  /** What the page is not told of yet. */
  private untold: { readonly change: Change; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  /** Whether what is shown belongs to nothing that is open any more. */
  private isForgotten = false;
  /** Whether the latest that happened was typing, which nothing could be proposed for yet. */
  private isUnproposed = false;

  constructor(
    parent: HTMLElement,
    private readonly page: Page,
  ) {
    this.view = new EditorView({ parent, state: this.newState('', '', 'text') });
    this.narrow.addEventListener('change', this.rewrap);
    this.begin();
  }

  setDocument(path: string, text: string, language: Language, joint: number): void {
    const isAnother = path !== this.path || (this.isForgotten && text !== this.getDocument());
    if (isAnother) this.show(path, text, language);
    this.isForgotten = false;
    const isPart = joint > (this.joints.get(path) ?? 0);
    this.joints.set(path, joint);
    const changes = differences(this.getDocument(), text);
    if (changes.length === 0) return;
    this.view.dispatch({
      changes,
      effects: isPart ? partOf.of({ joint, isUndo: false }) : [],
      annotations: [fromPage.of(true), isolateHistory.of('full')],
      userEvent: 'page',
    });
  }

  getDocument(): string {
    return this.view.state.sliceDoc();
  }

  setDiagnostics(findings: readonly Finding[]): void {
    this.found = { doc: this.view.state.doc, findings };
    this.mark();
  }

  setProgram(program: Program | null): void {
    this.program = program;
    this.beginModule();
  }

  setStructure(structure: Structure): void {
    this.view.dispatch({ effects: showStructure(this.view.state.doc, structure) });
  }

  setChosen(ranges: Uint32Array): void {
    const { state, hasFocus } = this.view;
    this.view.dispatch({ effects: showChosen(state.doc, ranges, !hasFocus) });
  }

  cursor(): number {
    return this.view.state.selection.main.head;
  }

  run(verb: Verb): void {
    this.view.focus();
    this.do(verb);
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
    if (readOnly === this.readOnly) return;
    this.readOnly = readOnly;
    this.view.dispatch({ effects: this.access.reconfigure(this.permission()) });
  }

  forget(path: string): void {
    this.documents.take(path);
    if (path === this.path) this.leave();
  }

  forgetAll(): void {
    this.documents.clear();
    this.joints.clear();
    this.isForgotten = true;
  }

  destroy(): void {
    this.flush();
    this.module?.end();
    this.narrow.removeEventListener('change', this.rewrap);
    this.view.destroy();
  }

  private do(verb: Verb): void {
    void more().then(({ run }) => run(verb, this.view, this.page, this.asked()));
  }

  /** Loads what helps; without it, and until it is there, the text can be typed in. */
  private begin(): void {
    if (this.more !== undefined) return;
    const help = (loaded: typeof More) => {
      this.more = loaded;
      this.view.dispatch({ effects: this.aid.reconfigure(this.help()) });
      this.beginModule();
      this.mark();
      if (this.isUnproposed && this.view.hasFocus) loaded.propose(this.view);
    };
    more().then(help, () => undefined);
  }

  private help(): Extension {
    const module = isScript(this.language) ? this.module : undefined;
    return this.more?.help(isUnderstood(this.language), this.page, () => this.asked(), module) ?? roomForMarks;
  }

  /** Tells what knows the modules which there are; it comes and goes with them. */
  private beginModule(): void {
    const { more, program, module } = this;
    if (program === null) {
      module?.end();
      this.module = undefined;
    } else if (more !== undefined) {
      this.module ??= new more.Module(
        () => this.getDocument(),
        (findings, text) => this.look(findings, text),
      );
      this.module.setProgram(program, this.path);
    }
    if (module !== this.module) this.view.dispatch({ effects: this.aid.reconfigure(this.help()) });
  }

  private look(findings: readonly { from: number; to: number; severity: Severity; message: string }[], text: string): void {
    const { doc } = this.view.state;
    if (!isScript(this.language) || doc.toString() !== text) return;
    this.looked = { doc, findings: findings.map((it) => ({ ...it, hint: null, fixes: [] })) };
    this.mark();
  }

  /** Shows what was found, unless the text is another one by now. */
  private mark(): void {
    const { more, found, looked, view } = this;
    const { doc } = view.state;
    if (more === undefined || (found?.doc !== doc && looked?.doc !== doc)) return;
    const mend = (finding: number, fix: number) => this.page.fix(finding, fix);
    // The page's come first: it knows them by their numbers.
    const all = [found, looked].flatMap((it) => (it?.doc === doc ? it.findings : []));
    view.dispatch(more.showFindings(view.state, all, mend));
  }

  private show(path: string, text: string, language: Language): void {
    this.flush();
    // What did not come is asked for again.
    this.begin();
    if (this.path !== '' && !this.isForgotten) {
      this.documents.put(this.path, { state: this.view.state, scroll: this.view.scrollSnapshot() });
    }
    this.path = path;
    this.language = language;
    const shelved = this.documents.take(path);
    this.view.setState(shelved?.state ?? this.newState(path, text, language));
    if (shelved !== undefined) {
      // What holds for all texts may have changed meanwhile.
      const settings = [
        this.aid.reconfigure(this.help()),
        this.access.reconfigure(this.permission()),
        this.wrapping.reconfigure(this.wrap()),
      ];
      this.view.dispatch({ effects: [...settings, shelved.scroll] });
    }
    if (isScript(language) || language === 'wat') void this.colourSource(path, language);
    if (isScript(language)) this.module?.look(path);
    this.page.moved(path, this.cursor());
  }

  /** Colours a source once it is known how; until then, and where that does not come, it is plain. */
  private async colourSource(path: string, language: 'script' | 'typed-script' | 'wat'): Promise<void> {
    const loaded = await import('./languages/script.ts').catch(() => undefined);
    if (loaded === undefined || this.path !== path) return;
    const grammar = language === 'typed-script' ? loaded.typed : loaded[language];
    this.view.dispatch({ effects: this.colours.reconfigure(StreamLanguage.define(grammar)) });
  }

  private leave(): void {
    this.path = '';
    this.language = 'text';
    this.view.setState(this.newState('', '', 'text'));
  }

  private newState(path: string, text: string, language: Language): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        this.aid.of(this.help()),
        structure,
        chosen,
        shared,
        this.colours.of(coloured(language)),
        this.keys(language),
        indentUnit.of(unit(text)),
        this.access.of(this.permission()),
        this.wrapping.of(this.wrap()),
        selecting(),
        EditorView.contentAttributes.of({ 'aria-label': label(path), tabindex: '0' }),
        EditorView.updateListener.of((update) => this.tell(update)),
      ],
    });
  }

  private keys(language: Language): Extension {
    const run = (verb: Verb) => this.do(verb);
    return isUnderstood(language) ? [searchKey(run), verbKeys(this.page, run)] : searchKey(run);
  }

  private tell(update: ViewUpdate): void {
    const byPage = update.transactions.some((transaction) => transaction.annotation(fromPage));
    if (update.docChanged) {
      this.found = moved(this.found, update);
      this.looked = moved(this.looked, update);
    }
    if (update.docChanged && !byPage) this.tellChange(update);
    if (update.focusChanged && !update.view.hasFocus) this.flush();
    if (update.selectionSet || update.docChanged) {
      this.isUnproposed = this.more === undefined && update.transactions.some((it) => it.isUserEvent('input.type'));
      this.page.moved(this.path, update.state.selection.main.head);
    }
  }

  private tellChange({ state, transactions }: ViewUpdate): void {
    const isWhole = transactions.some((transaction) => transaction.annotation(isolateHistory) !== undefined);
    const change = { isWhole, ...jointOf(transactions) };
    clearTimeout(this.untold?.timer);
    const pause = state.doc.length > LONG && !isWhole && change.joint === 0 ? PAUSE : 0;
    this.untold = { change, timer: setTimeout(() => this.flush(), pause) };
    if (pause === 0) this.flush();
  }

  /** Tells the page what it was not told yet. */
  private flush(): void {
    const { untold } = this;
    if (untold === undefined) return;
    clearTimeout(untold.timer);
    this.untold = undefined;
    this.page.changed(this.path, this.getDocument(), untold.change);
  }

  /** The path to ask about. The page knows the text by then. */
  private asked(): string {
    this.flush();
    return this.path;
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
    case 'script':
    case 'typed-script':
    case 'wat':
      return [];
    case 'text':
      return EditorView.lineWrapping;
  }
}

/** Whether the engine has something to say of a text. */
function isUnderstood(language: Language): boolean {
  return language === 'wit' || language === 'wac';
}

/** The same findings where they are in a changed text; what is of another text stays as it is. */
function moved(found: Found | undefined, { startState, state, changes }: ViewUpdate): Found | undefined {
  if (found?.doc !== startState.doc) return found;
  const findings = found.findings.map((it) => ({ ...it, from: changes.mapPos(it.from, 1), to: changes.mapPos(it.to, -1) }));
  return { doc: state.doc, findings };
}

/** Whether a component may be made of a text. */
function isScript(language: Language): language is 'script' | 'typed-script' {
  return language === 'script' || language === 'typed-script';
}

/** How far a text indents: as its first indented line does, else as a new layout would. */
function unit(text: string): string {
  const [, first] = /^( {2,8})\S/m.exec(text) ?? [];
  return first === undefined || first.length === 2 ? '  ' : '    ';
}

/** Drawn selections allow several cursors; a finger needs the platform's own handles. */
function selecting(): Extension {
  if (matchMedia('(pointer: coarse)').matches) return [];
  return [drawSelection(), EditorState.allowMultipleSelections.of(true)];
}

function label(path: string): string {
  return `${path === '' ? 'No file' : path}, text editor. Tab indents; Escape then Tab leaves.`;
}
