/** JavaScript, TypeScript and WAT, as `editor-script.js`, which is loaded when the first such text is shown. */

import { wast } from '@codemirror/legacy-modes/mode/wast';

export { javascript as script, typescript as typed } from '@codemirror/legacy-modes/mode/javascript';

const commentTokens = { line: ';;', block: { open: '(;', close: ';)' } };

/** The text format of WebAssembly, with what a line is commented out by. */
export const wat = { ...wast, languageData: { ...wast.languageData, commentTokens } };
