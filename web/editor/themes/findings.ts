/** What is wrong, marked in the text, beside it and in the list of findings. */

import { EditorView } from '@codemirror/view';

/** The stock marks are pictures in `data:` addresses, which the page's policy refuses. */
export const findings = EditorView.theme({
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

function wavy(colour: string): Record<string, string> {
  return {
    backgroundImage: 'none',
    textDecoration: `underline wavy var(${colour}) 1px`,
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  };
}
