/** JavaScript, as `editor-script.js`, which is loaded when the first module is shown. */

export { javascript } from '@codemirror/legacy-modes/mode/javascript';
