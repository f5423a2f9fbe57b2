/** What is not needed before a user asks for it: `editor-more.js`. Nothing in it may import CodeMirror. */

export { renderCard } from './card.ts';
export { fixList } from './fix-list.ts';
export { layoutChanges } from './layout.ts';
export { renderDocs } from './markdown.ts';
export { renameForm } from './rename-form.ts';
