/** What the frame asks of the page, and what it is answered: between service worker, frame and page. */

import type { Header, ServedStep } from '../model.ts';

/** A request for the component, as `postMessage` carries it beside the port for its answer. */
export interface FrameRequest {
  readonly kind: 'dovetail-request';
  readonly method: string;
  /** As the component gets it, beginning with `/`. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** Whether the answer is a page that the frame shows, rather than something that a page asks for. */
  readonly isPage: boolean;
}

/** What comes through the port, in order. */
export type FrameAnswer = ServedStep & {
  /** With the head: whether pages may load from other servers. */
  readonly network?: boolean;
};

/** An answer whose body is still coming. */
export interface Answered {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly network: boolean;
  readonly body: ReadableStream<Uint8Array>;
}

/** Why there is no answer. */
export class Unanswered extends Error {}

/** Sends a request by `post` and waits until its answer begins. */
export function ask(post: (port: MessagePort) => void): Promise<Answered> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    let body: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        body = controller;
      },
      cancel: () => port1.close(),
    });
    port1.onmessage = ({ data }: MessageEvent<FrameAnswer>) => {
      switch (data.what) {
        case 'head':
          return resolve({ status: data.status, headers: data.headers, network: data.network === true, body: stream });
        case 'body':
          return body.enqueue(data.bytes);
        case 'end':
          port1.close();
          return body.close();
        case 'failed': {
          port1.close();
          const fault = new Unanswered(data.message);
          body.error(fault);
          return reject(fault);
        }
      }
    };
    post(port2);
  });
}

/** Headers in a form that `postMessage` carries. */
export function listed(headers: Headers): Header[] {
  return [...headers].map(([name, value]) => ({ name, value }));
}
