/**
 * The worker `typescript.js`. What was asked is answered between messages, so that what a later one made
 * needless is never worked out: of the questions for findings only the last counts, and all others come first.
 */

import type { Answer, Asked, Message } from './messages.ts';
import { Service } from './service.ts';

type Question = Extract<Message, { kind: 'ask' }>;

const service = new Service();
const waiting: Question[] = [];
const ended = new MessageChannel();

addEventListener('message', ({ data }: MessageEvent<Message>) => {
  if (data.kind === 'program') return service.setProgram(data.program);
  const { kind } = data.asked;
  const needless = waiting.findIndex(({ asked }) => asked.kind === kind);
  for (const { id } of needless < 0 ? [] : waiting.splice(needless, 1)) post({ id, answer: null });
  if (kind === 'findings') waiting.push(data);
  else waiting.unshift(data);
  ended.port2.postMessage(null);
});

ended.port1.onmessage = () => {
  const next = waiting.shift();
  if (next === undefined) return;
  service.setText(next.path, next.text);
  post({ id: next.id, answer: answer(next.path, next.asked) });
};

function answer(path: string, asked: Asked): Answer['answer'] {
  switch (asked.kind) {
    case 'findings':
      return service.findings(path);
    case 'hover':
      return service.hover(path, asked.position);
    case 'complete':
      return service.complete(path, asked.position);
    case 'explain':
      return service.explain(path, asked.position, asked.label);
  }
}

function post(answer: Answer): void {
  postMessage(answer);
}
