/** What TypeScript knows of the shown module, asked of its worker, which is loaded when there is first something to ask. */

import type { Card } from '../page.ts';
import type { Answer, Asked, Explained, Finding, Message, Program, Proposals } from '../../script/messages.ts';

/** How long typing rests before the module is looked over, in milliseconds. */
const REST = 300;

/** The service for one editor. */
export class Scripting {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, (answer: Answer['answer']) => void>();
  private id = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Makes these the modules that there are. */
  setProgram(program: Program): void {
    this.post({ kind: 'program', program });
  }

  hover(path: string, text: string, position: number): Promise<Card | null> {
    return this.ask(path, text, { kind: 'hover', position }) as Promise<Card | null>;
  }

  complete(path: string, text: string, position: number): Promise<Proposals | null> {
    return this.ask(path, text, { kind: 'complete', position }) as Promise<Proposals | null>;
  }

  explain(path: string, text: string, position: number, label: string): Promise<Explained | null> {
    return this.ask(path, text, { kind: 'explain', position, label }) as Promise<Explained | null>;
  }

  /** Tells what is wrong with the module once it rests, unless it is looked over again before. */
  look(path: string, text: () => string, tell: (findings: readonly Finding[], text: string) => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const now = text();
      const findings = (await this.ask(path, now, { kind: 'findings' })) as Finding[] | null;
      if (findings !== null) tell(findings, now);
    }, REST);
  }

  end(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = undefined;
    for (const answer of this.waiting.values()) answer(null);
    this.waiting.clear();
  }

  private ask(path: string, text: string, asked: Asked): Promise<Answer['answer']> {
    this.id += 1;
    const { id } = this;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.post({ kind: 'ask', id, path, text, asked });
    });
  }

  private post(message: Message): void {
    this.worker ??= this.start();
    this.worker.postMessage(message);
  }

  private start(): Worker {
    const worker = new Worker(new URL('typescript.js', document.baseURI), { type: 'module', name: 'typescript' });
    worker.onmessage = ({ data: { id, answer } }: MessageEvent<Answer>) => {
      this.waiting.get(id)?.(answer);
      this.waiting.delete(id);
    };
    // The text can be typed in without it; what is asked next starts another one.
    worker.onerror = () => this.end();
    return worker;
  }
}
