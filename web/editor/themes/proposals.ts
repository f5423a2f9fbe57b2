/** What could be written: the list and what is told beside it. */

import { EditorView } from '@codemirror/view';

/** Kinds that have the colour of another. */
const COLOURS = new Map([
  ['variable', 'parameter'],
  ['component', 'package'],
]);

export const proposals = EditorView.theme({
  '.cm-tooltip.cm-proposals': {
    padding: '4px',
    overflow: 'visible',
    '& > ul': { fontFamily: 'var(--mono)', fontSize: 'var(--t-code)', minWidth: '15rem', maxHeight: '16.5rem' },
    '& > ul > li': {
      display: 'flex',
      alignItems: 'baseline',
      gap: '8px',
      padding: '3px 8px 3px 4px',
      borderRadius: '4px',
      lineHeight: '1.4',
    },
    '& > ul > li[aria-selected]': { color: 'var(--text)', backgroundColor: 'var(--selection)' },
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700', color: 'var(--accent)' },
  '.cm-completionDetail': {
    flex: '1',
    minWidth: '0',
    marginLeft: '12px',
    overflow: 'hidden',
    color: 'var(--muted)',
    fontStyle: 'normal',
    fontSize: '0.92em',
    textAlign: 'right',
    textOverflow: 'ellipsis',
  },
  'li[aria-selected] .cm-completionDetail': { color: 'var(--text)' },
  'li[aria-selected] .cm-kind': { backgroundColor: 'transparent' },
  '.cm-kind': {
    '--kind': 'var(--muted)',
    flex: 'none',
    width: '17px',
    borderRadius: '4px',
    color: 'var(--kind)',
    backgroundColor: 'color-mix(in srgb, var(--kind) 14%, transparent)',
    fontFamily: 'var(--sans)',
    fontSize: '11px',
    fontWeight: '650',
    lineHeight: '17px',
    textAlign: 'center',
  },
  ...Object.fromEntries(
    ['keyword', 'type', 'interface', 'package', 'world', 'function', 'variable', 'component'].map((kind) => [
      `.cm-kind-${kind}`,
      { '--kind': `var(--code-${COLOURS.get(kind) ?? kind})` },
    ]),
  ),
  '.cm-tooltip.cm-completionInfo': {
    padding: '8px 12px',
    maxHeight: '20rem',
    overflow: 'auto',
    fontFamily: 'var(--sans)',
    fontSize: 'var(--t-base)',
    lineHeight: '1.45',
    whiteSpace: 'normal',
  },
  '@media (pointer: coarse)': {
    '.cm-tooltip.cm-proposals > ul': { maxHeight: '13rem' },
    '.cm-tooltip.cm-proposals > ul > li': { minHeight: '40px', alignItems: 'center' },
  },
  // Beside the list there is no room on a phone.
  '@media (pointer: coarse), (max-width: 640px)': { '.cm-tooltip.cm-completionInfo': { display: 'none' } },
});
