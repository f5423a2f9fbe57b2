/**
 * How the editor looks: custom properties of the page and nothing else, so that light and dark
 * follow the page without the editor being told.
 */

import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

import { names } from './themes/names.ts';

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
  '.cm-chosen': { boxShadow: 'inset 2px 0 var(--accent)', backgroundColor: 'var(--accent-soft)' },
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

/** The note about the way out, and what fingers need. */
const aids = EditorView.theme({
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

/** Where the findings' gutter will be, so that nothing moves when it comes. */
export const roomForMarks: Extension = EditorView.theme({ '.cm-gutter.cm-lineNumbers': { marginRight: '1rem' } });

/** Colours, surfaces and the names in the text. */
export const theme: Extension = [surfaces, names, aids, syntaxHighlighting(highlighting)];
