/** A module as the editor shows it: what TypeScript says about its places, and what it finds in it. */

import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap, ViewPlugin } from '@codemirror/view';

import type { Finding, Program } from '../../script/messages.ts';
import { scriptBlock } from '../code.ts';
import { completing } from '../completion.ts';
import { hovering, showCard } from '../hover.ts';
import type { Card, Helper, Proposals } from '../page.ts';
import { Scripting } from './scripting.ts';

/** What may have been typed for a list to open by itself: a name, what it is asked for, or the place of a module. */
const OPENING = /(?:^|[^\w$])[A-Za-z_$][\w$]*$|[\w$)\]]\.$|\bfrom ['"][^'"]*$/;

/** The modules of a workspace, one of which is shown. */
export class Module implements Helper {
  private readonly scripting = new Scripting();

  /** `tell` is told what is wrong with the shown text, if that is still `text`. */
  constructor(
    private readonly text: () => string,
    private readonly tell: (findings: readonly Finding[], text: string) => void,
  ) {}

  /** Makes these the modules that there are; `path` is the one that is shown. */
  setProgram(program: Program, path: string): void {
    this.scripting.setProgram(program);
    this.look(path);
  }

  /** Looks the shown module over once it rests. */
  look(path: string): void {
    this.scripting.look(path, this.text, this.tell);
  }

  hover(path: string, position: number): Promise<Card | null> {
    return this.scripting.hover(path, this.text(), position);
  }

  async complete(path: string, position: number): Promise<Proposals | null> {
    const text = this.text();
    const found = await this.scripting.complete(path, text, position);
    const items = found?.items.map((item) => ({
      ...item,
      detail: null,
      docs: null,
      changes: [],
      isWider: false,
      explain: () => this.scripting.explain(path, text, position, item.label),
    }));
    return found && { ...found, items: items ?? [] };
  }

  /** It proposes nothing that changes other texts. */
  completeElsewhere(): void {}

  end(): void {
    this.scripting.end();
  }
}

/** What helps with a module. `path` gives the path of the shown text. */
export function moduleHelp(module: Module, path: () => string): Extension {
  const describe = (view: EditorView) => {
    void showCard(view, module, path(), scriptBlock);
    return true;
  };
  return [
    hovering(module, path, scriptBlock),
    completing(module, path, OPENING),
    Prec.high(keymap.of([{ key: 'Mod-i', run: describe, preventDefault: true }])),
    ViewPlugin.define(() => ({ update: ({ docChanged }) => (docChanged ? module.look(path()) : undefined) })),
  ];
}
