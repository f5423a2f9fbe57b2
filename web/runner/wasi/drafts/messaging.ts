/** `wasi:messaging@0.2.0-draft`: within the run. The page sees what is sent. */

import type { Output } from '../../output.ts';
import { Failure } from '../failure.ts';
import { Late } from '../waiting.ts';

/** `wasi:messaging/types#error` */
type MessagingError =
  | { readonly tag: 'timeout' }
  | { readonly tag: 'connection' | 'permission-denied' | 'other'; readonly val: string };

type Metadata = [string, string][];

/** `wasi:messaging/incoming-handler#handle` of the component that runs. */
export type MessageHandler = (message: Message) => unknown;

/** Longest wait for an answer, where the component names none, in milliseconds. */
const PATIENCE = 5000;

/** `wasi:messaging/types#client`; there is one broker, so a name is only a name. */
class Client {
  private isConnected = true;

  private constructor(readonly name: string) {}

  static connect(name: string): Client {
    return new Client(name);
  }

  disconnect(): void {
    this.check();
    this.isConnected = false;
  }

  check(): void {
    if (!this.isConnected) throw error({ tag: 'connection', val: 'the client is disconnected' });
  }
}

/** `wasi:messaging/types#message` */
export class Message {
  /** Where an answer to it goes. */
  replies: Late<Message> | undefined;
  sentTo: string | undefined;
  private type: string | undefined;
  private entries: Metadata | undefined;

  constructor(private bytes: Uint8Array) {}

  topic(): string | undefined {
    return this.sentTo;
  }

  contentType(): string | undefined {
    return this.type;
  }

  setContentType(type: string): void {
    this.type = type;
  }

  data(): Uint8Array {
    return this.bytes;
  }

  setData(bytes: Uint8Array): void {
    this.bytes = bytes;
  }

  metadata(): Metadata | undefined {
    return this.entries;
  }

  addMetadata(key: string, value: string): void {
    this.entries = [...(this.entries ?? []), [key, value]];
  }

  setMetadata(entries: Metadata): void {
    this.entries = entries;
  }

  removeMetadata(key: string): void {
    this.entries = this.entries?.filter(([own]) => own !== key);
  }

  /** One like it, for someone else. */
  copy(topic: string): Message {
    const copy = new Message(this.bytes);
    copy.type = this.type;
    copy.entries = this.entries;
    copy.sentTo = topic;
    return copy;
  }
}

/** `wasi:messaging/request-reply#request-options` */
class RequestOptions {
  timeout = PATIENCE;

  setTimeoutMs(milliseconds: number): void {
    this.timeout = milliseconds;
  }

  /** There is one handler at most, so there is one answer at most. */
  setExpectedReplies(): void {}
}

/** Carries messages from the component to its own handler, and to the page. */
export class Broker {
  private handler: MessageHandler | undefined;

  constructor(private readonly output: Output) {}

  /** From here on `handler` gets what is sent. */
  subscribe(handler: MessageHandler): void {
    this.handler = handler;
  }

  /** Hands it on; the handler runs when the sender waits or ends. */
  send(client: Client, topic: string, message: Message): void {
    client.check();
    const copy = message.copy(topic);
    copy.replies = message.replies;
    this.output.message({
      client: client.name,
      topic,
      content_type: copy.contentType() ?? null,
      metadata: copy.metadata() ?? [],
      data: copy.data().slice(),
    });
    if (this.handler !== undefined) void this.deliver(this.handler, copy);
  }

  /** Sends it and waits for the answer. */
  async request(
    client: Client,
    topic: string,
    message: Message,
    options: RequestOptions | undefined,
  ): Promise<Message[]> {
    const copy = message.copy(topic);
    copy.replies = new Late();
    this.send(client, topic, copy);
    const patience = options?.timeout ?? PATIENCE;
    const answer = await Promise.race([copy.replies.promise(), later(patience)]);
    if (answer === undefined) throw error({ tag: 'timeout' });
    return [answer];
  }

  reply(to: Message, answer: Message): void {
    if (to.replies === undefined) throw error({ tag: 'other', val: 'nobody waits for a reply to this message' });
    to.replies.settle(answer.copy(to.sentTo ?? ''));
  }

  private async deliver(handler: MessageHandler, message: Message): Promise<void> {
    await Promise.resolve();
    try {
      await handler(message);
    } catch (fault) {
      const said = fault instanceof Error ? fault.message : JSON.stringify(fault);
      this.output.log({ level: 'error', context: 'wasi:messaging/incoming-handler', message: said });
    }
  }
}

/** The interfaces of `wasi:messaging@0.2.0-draft`. */
export function messaging(broker: Broker) {
  return {
    'wasi:messaging/types': { Client, Message },
    'wasi:messaging/producer': {
      send: (client: Client, topic: string, message: Message) => broker.send(client, topic, message),
    },
    'wasi:messaging/request-reply': {
      RequestOptions,
      request: (client: Client, topic: string, message: Message, options: RequestOptions | undefined) =>
        broker.request(client, topic, message, options),
      reply: (to: Message, answer: Message) => broker.reply(to, answer),
    },
  };
}

function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}

function error(payload: MessagingError): Failure<MessagingError> {
  return new Failure(payload);
}
