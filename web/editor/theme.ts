/**
 * How the editor looks: custom properties of the page and nothing else, so that light and dark
 * follow the page without the editor being told.
 */

import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

import { cards } from './themes/cards.ts';
import { names } from './themes/names.ts';
import { proposals } from './themes/proposals.ts';

/** Which class colours what the grammar tells. */
export const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.annotation], color: 'var(--code-keyword)' },
  { tag: [tags.typeName, tags.standard(tags.typeName)], color: 'var(--code-type)' },
  { tag: tags.definition(tags.typeName), color: 'var(--code-type)', fontWeight: '600' },
  { tag: tags.propertyName, color: 'var(--code-function)' },
  { tag: tags.namespace, color: 'var(--code-package)' },
  { tag: tags.variableName, color: 'var(--code-name)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)' },
  { tag: tags.docComment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.bracket, tags.operator], color: 'var(--code-punct)' },
]);

const surfaces = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    fontSize: 'var(--code-size, 0.875rem)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono, ui-monospace, monospace)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--accent)', paddingBlock: '0.5rem' },
  '.cm-line': { paddingInline: '0.5rem 1rem' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-content ::selection': { backgroundColor: 'var(--selection)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--selection)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--code-active)' },
  '.cm-selectionMatch, .cm-searchMatch': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 18%, transparent)',
  },
  '.cm-searchMatch-selected': { outline: '1px solid var(--accent)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 22%, transparent)',
    outline: '1px solid var(--accent)',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--error)',
  },
  '.cm-gutters': {
    color: 'var(--muted)',
    backgroundColor: 'var(--surface)',
    border: 'none',
  },
  '.cm-activeLineGutter': { color: 'var(--text)', backgroundColor: 'transparent' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2ch', paddingInline: '0.5rem 0.25rem' },
});

/** The stock marks are pictures in `data:` addresses, which the page's policy refuses. */
const findings = EditorView.theme({
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': wavy('--error'),
  '.cm-lintRange-warning': wavy('--warning'),
  '.cm-lintRange-info, .cm-lintRange-hint': wavy('--accent'),
  '.cm-lintRange-active': { backgroundColor: 'color-mix(in srgb, var(--error) 16%, transparent)' },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--error)' },
  '.cm-lintPoint-warning:after': { borderBottomColor: 'var(--warning)' },
  '.cm-lintPoint-info:after': { borderBottomColor: 'var(--accent)' },
  '.cm-gutter-lint': { width: '1rem' },
  '.cm-gutter-lint .cm-gutterElement': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    padding: '0',
  },
  '.cm-lint-marker': { width: '0.5rem', height: '0.5rem', content: 'normal !important' },
  '.cm-lint-marker-error': { backgroundColor: 'var(--error)', borderRadius: '50%' },
  '.cm-lint-marker-warning': {
    backgroundColor: 'var(--warning)',
    clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
  },
  '.cm-lint-marker-info, .cm-lint-marker-hint': { backgroundColor: 'var(--accent)' },
  '.cm-diagnostic': { padding: '0.375rem 0.625rem', borderLeftWidth: '3px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--error)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warning)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--accent)' },
  '.cm-diagnostic-hint-line': { display: 'block', color: 'var(--muted)' },
});

const panels = EditorView.theme({
  '.cm-tooltip': {
    maxWidth: 'min(36rem, 90vw)',
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    boxShadow: '0 4px 16px rgb(0 0 0 / 0.16)',
    overflow: 'hidden',
  },
  '.cm-panels': { color: 'var(--text)', backgroundColor: 'var(--surface)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '0.5rem 2rem 0.5rem 0.5rem', fontSize: '0.8125rem' },
  '.cm-panel.cm-search label': { fontSize: 'inherit', whiteSpace: 'nowrap' },
  '.cm-panel.cm-search input[type=checkbox]': { verticalAlign: 'middle', accentColor: 'var(--accent)' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--muted)', fontSize: '1.25rem', padding: '0 0.5rem' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': {
    color: 'var(--text)',
    backgroundColor: 'var(--selection)',
  },
  '.cm-textfield': {
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: '4px',
    padding: '0.25rem 0.5rem',
    fontSize: 'inherit',
  },
  '.cm-button': {
    color: 'var(--text)',
    backgroundImage: 'none',
    backgroundColor: 'color-mix(in srgb, var(--line) 40%, transparent)',
    border: '1px solid var(--line)',
    borderRadius: '4px',
    padding: '0.25rem 0.625rem',
    fontSize: 'inherit',
  },
  '.cm-textfield:focus-visible, .cm-button:focus-visible': {
    outline: '2px solid var(--accent)',
    outlineOffset: '1px',
  },
  '.cm-leave-note': {
    position: 'absolute',
    right: '0.5rem',
    bottom: '0.5rem',
    padding: '0.125rem 0.5rem',
    color: 'var(--muted)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: '999px',
    fontSize: '0.75rem',
    pointerEvents: 'none',
    opacity: '0',
    transition: 'opacity 120ms',
  },
  '&.cm-focused .cm-leave-note[data-shown]': { opacity: '1' },
  '@media (pointer: coarse)': {
    // Below 16 px a phone zooms into the text when it is focused.
    '&': { fontSize: '1rem' },
    '.cm-leave-note': { display: 'none' },
  },
  '@media (prefers-reduced-motion: reduce)': { '.cm-leave-note': { transition: 'none' } },
});

/** Colours, surfaces and marks. */
export const theme: Extension = [
  surfaces,
  names,
  findings,
  panels,
  cards,
  proposals,
  syntaxHighlighting(highlighting),
];

function wavy(colour: string): Record<string, string> {
  return {
    backgroundImage: 'none',
    textDecoration: `underline wavy var(${colour}) 1px`,
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  };
}
