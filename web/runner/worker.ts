/**
 * The run worker, `runner.js`: takes one `RunStart` and then any number of `RunInput`s, posts
 * `RunEvent`s, `done` last. Or it takes one `HostQuestion` and posts its answer. The page ends it.
 */

import type { HostQuestion, RunEvent, RunInput, RunStart } from '../model.ts';
import { setFastTimeout } from './fast-timeout.ts';
import { outcomeOf } from './fault.ts';
import { Run } from './run.ts';
import { offers } from './wasi/offers.ts';

setFastTimeout();
Error.stackTraceLimit = 64;

const post = (event: RunEvent, transfer: Transferable[] = []) => postMessage(event, { transfer });

addEventListener(
  'message',
  (message: MessageEvent<RunStart | HostQuestion>) => {
    if ('needs' in message.data) {
      postMessage(offers(message.data.needs));
      return;
    }
    const beginning = Run.begin(message.data, post);
    addEventListener('message', (more: MessageEvent<RunInput>) => void beginning.then((run) => run.tell(more.data)));
    beginning.then((run) => run.finish()).catch((error: unknown) => post({ kind: 'done', outcome: outcomeOf(error) }));
  },
  { once: true },
);
