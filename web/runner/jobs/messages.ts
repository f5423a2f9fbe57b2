/** Finds the export by which a component receives messages. */

import type { Exports } from '../load.ts';
import type { Message, MessageHandler } from '../wasi/drafts/messaging.ts';
import { find } from './entry.ts';

/** `wasi:messaging/incoming-handler#handle`, if the component has it. */
export function messageHandler(exports: Exports): MessageHandler | undefined {
  const handle = find(exports, { interface: 'wasi:messaging/incoming-handler', track: '0.2', name: 'handle' });
  return handle === undefined ? undefined : (message: Message) => handle(message);
}
