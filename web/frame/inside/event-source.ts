/** `EventSource` over `fetch`, asking again where an answer ends. */

import { askFor } from './ask.ts';
import { EventStream } from './event-stream.ts';
import { heedHandlers } from './handlers.ts';

const EVENTS = ['open', 'message', 'error'] as const;

/** As the browser's own. */
export class Events extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readonly withCredentials = false;
  readonly url: string;
  readyState = 0;
  private readonly control = new AbortController();

  constructor(address: string | URL) {
    super();
    this.url = new URL(address, document.baseURI).href;
    heedHandlers(this, EVENTS);
    void this.listen();
  }

  close(): void {
    this.readyState = 2;
    this.control.abort();
  }

  private async listen(): Promise<void> {
    const stream = new EventStream();
    while (this.readyState !== 2) {
      await this.hear(stream).catch(() => {});
      if (this.readyState === 2) return;
      this.readyState = 0;
      this.dispatchEvent(new Event('error'));
      await new Promise((resolve) => setTimeout(resolve, stream.wait));
    }
  }

  /** Hears one answer to its end. What is no stream of events is not asked for again. */
  private async hear(stream: EventStream): Promise<void> {
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (stream.id !== '') headers['last-event-id'] = stream.id;
    const response = await askFor(this.url, { headers, signal: this.control.signal });
    const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
    if (response.status !== 200 || !isStream || response.body === null) {
      this.close();
      this.dispatchEvent(new Event('error'));
      return;
    }
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    this.control.signal.addEventListener('abort', () => void reader.cancel());
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      for (const { type, data, id } of stream.take(read.value)) {
        this.dispatchEvent(new MessageEvent(type, { data, lastEventId: id, origin: location.origin }));
      }
    }
  }
}
