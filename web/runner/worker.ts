/**
 * The run worker, `runner.js`: takes one `RunStart`, posts `RunEvent`s, `done` last. The page ends it.
 */

import type { RunEvent, RunStart } from '../model.ts';
import { setFastTimeout } from './fast-timeout.ts';
import { run } from './run.ts';

setFastTimeout();
Error.stackTraceLimit = 64;

addEventListener(
  'message',
  (message: MessageEvent<RunStart>) => {
    void run(message.data, (event: RunEvent, transfer = []) => postMessage(event, { transfer }));
  },
  { once: true },
);
