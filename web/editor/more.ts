/** What helps with a text that can be typed in already: `editor-more.js`, loaded right after the editor. */

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';

import { completing } from './completion.ts';
import { contextMenu } from './context-menu.ts';
import { findingMarks } from './findings.ts';
import { hovering } from './hover.ts';
import { links } from './links.ts';
import type { Page } from './page.ts';
import { Module, moduleHelp } from './script/module.ts';
import { popups } from './popup.ts';
import { cards } from './themes/cards.ts';
import { findings } from './themes/findings.ts';
import { panels } from './themes/panels.ts';
import { proposals } from './themes/proposals.ts';
import { dismissal } from './verbs.ts';

export { propose } from './completion.ts';
export { Module } from './script/module.ts';
export { showFindings } from './findings.ts';
export { run } from './verbs.ts';

/** Search, brackets that close, findings, and what the engine says of a text that it understands; TypeScript of a module. */
export function help(isUnderstood: boolean, page: Page, path: () => string, module: Module | undefined): Extension {
  return [
    findingMarks,
    highlightSelectionMatches(),
    closeBrackets(),
    search(),
    popups,
    dismissal,
    contextMenu(isUnderstood, page, path),
    keymap.of([...closeBracketsKeymap, ...searchKeymap]),
    [findings, panels, cards, proposals],
    isUnderstood ? [hovering(page, path), links(page, path), completing(page, path)] : [],
    module === undefined ? [] : moduleHelp(module, path),
  ];
}
