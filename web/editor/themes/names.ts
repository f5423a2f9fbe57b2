/** Names by what they name, links, and what is folded away. */

import { EditorView } from '@codemirror/view';

const DECLARED = ['world', 'interface', 'type', 'resource'].map((kind) => `.cm-declared.cm-name-${kind}`).join(', ');

export const names = EditorView.theme({
  '.cm-name-package': { color: 'var(--code-package)' },
  '.cm-name-world': { color: 'var(--code-world)' },
  '.cm-name-interface': { color: 'var(--code-interface)' },
  '.cm-name-type': { color: 'var(--code-type)' },
  '.cm-name-resource': { color: 'var(--code-resource)' },
  '.cm-name-function': { color: 'var(--code-function)' },
  '.cm-name-parameter': { color: 'var(--code-parameter)' },
  '.cm-name-variable': { color: 'var(--code-parameter)' },
  '.cm-name-field': { color: 'var(--code-field)' },
  '.cm-name-case': { color: 'var(--code-case)' },
  [DECLARED]: { fontWeight: '600' },
  '.cm-link': {
    textDecoration: 'underline',
    textUnderlineOffset: '3px',
    cursor: 'pointer',
    '&, & *': { color: 'var(--accent)' },
  },
  '.cm-foldGutter .cm-gutterElement': { width: '1rem', padding: '0', cursor: 'pointer' },
  '.cm-fold': {
    display: 'grid',
    placeItems: 'center',
    height: '100%',
    opacity: '0',
    transition: 'opacity 120ms',
    '&::before': {
      content: '""',
      width: '5px',
      height: '5px',
      borderRight: '1.5px solid var(--muted)',
      borderBottom: '1.5px solid var(--muted)',
      transform: 'translateY(-2px) rotate(45deg)',
    },
  },
  '.cm-fold.cm-folded::before': { transform: 'translateX(-2px) rotate(-45deg)' },
  '.cm-gutters:hover .cm-fold, .cm-fold.cm-folded': { opacity: '1' },
  '.cm-foldPlaceholder': {
    padding: '0 6px',
    margin: '0 2px',
    color: 'var(--muted)',
    backgroundColor: 'var(--code-active)',
    border: '1px solid var(--line)',
    borderRadius: '4px',
    font: 'inherit',
    lineHeight: '1.2',
    cursor: 'pointer',
  },
  '@media (pointer: coarse)': { '.cm-fold': { opacity: '1' } },
  '@media (prefers-reduced-motion: reduce)': { '.cm-fold': { transition: 'none' } },
});
