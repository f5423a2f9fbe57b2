/** What stands over the text or below it: tooltips, the search, the list of findings. */

import { EditorView } from '@codemirror/view';

export const panels = EditorView.theme({
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
});
