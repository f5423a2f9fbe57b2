/** `XMLHttpRequest` over `fetch`, for pages that still ask so. Only the asynchronous way. */

import { askFor } from './ask.ts';
import { heedHandlers } from './handlers.ts';

const EVENTS = ['readystatechange', 'loadstart', 'progress', 'load', 'error', 'abort', 'timeout', 'loadend'] as const;

/** As far as libraries use it. */
export class Xhr extends EventTarget {
  static readonly UNSENT = 0;
  static readonly OPENED = 1;
  static readonly HEADERS_RECEIVED = 2;
  static readonly LOADING = 3;
  static readonly DONE = 4;
  readonly UNSENT = 0;
  readonly OPENED = 1;
  readonly HEADERS_RECEIVED = 2;
  readonly LOADING = 3;
  readonly DONE = 4;
  readonly upload = new EventTarget();
  readyState = 0;
  status = 0;
  statusText = '';
  responseURL = '';
  responseType: XMLHttpRequestResponseType = '';
  response: unknown = '';
  timeout = 0;
  withCredentials = false;
  private method = 'GET';
  private url = '';
  private headers = new Headers();
  private received = new Headers();
  private mime: string | undefined;
  private control = new AbortController();

  constructor() {
    super();
    heedHandlers(this, EVENTS);
  }

  get responseText(): string {
    return typeof this.response === 'string' ? this.response : '';
  }

  get responseXML(): Document | null {
    return this.response instanceof Document ? this.response : null;
  }

  open(method: string, url: string | URL): void {
    this.method = method;
    this.url = String(url);
    this.headers = new Headers();
    this.control = new AbortController();
    this.enter(1);
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.append(name, value);
  }

  overrideMimeType(mime: string): void {
    this.mime = mime;
  }

  getResponseHeader(name: string): string | null {
    return this.received.get(name);
  }

  getAllResponseHeaders(): string {
    return [...this.received].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  abort(): void {
    this.control.abort();
  }

  send(body: BodyInit | null = null): void {
    const hasBody = body !== null && !['GET', 'HEAD'].includes(this.method.toUpperCase());
    const { headers, method } = this;
    const limit = this.timeout > 0 ? setTimeout(() => this.control.abort('timeout'), this.timeout) : undefined;
    const init = { method, headers, signal: this.control.signal, ...(hasBody ? { body } : {}) };
    this.tell('loadstart');
    this.receive(init).then(
      () => this.end('load'),
      () => this.end(this.control.signal.reason === 'timeout' ? 'timeout' : this.control.signal.aborted ? 'abort' : 'error'),
    ).finally(() => clearTimeout(limit));
  }

  private async receive(init: RequestInit): Promise<void> {
    const response = await askFor(this.url, init);
    this.status = response.status;
    this.statusText = response.statusText;
    this.responseURL = response.url;
    this.received = response.headers;
    this.enter(2);
    this.response = await this.read(response);
    this.enter(3);
  }

  private async read(response: Response): Promise<unknown> {
    switch (this.responseType) {
      case 'arraybuffer':
        return response.arrayBuffer();
      case 'blob':
        return response.blob();
      case 'json':
        return response.json().catch(() => null);
      case 'document': {
        const type = (this.mime ?? this.received.get('content-type') ?? '').split(';')[0]?.trim();
        const text = await response.text();
        return new DOMParser().parseFromString(text, type === 'text/html' ? 'text/html' : 'application/xml');
      }
      default:
        return response.text();
    }
  }

  private enter(state: number): void {
    this.readyState = state;
    this.tell('readystatechange');
  }

  private end(name: (typeof EVENTS)[number]): void {
    if (name !== 'load') {
      this.status = 0;
      this.response = '';
    }
    this.enter(4);
    this.tell(name);
    this.tell('loadend');
  }

  private tell(name: (typeof EVENTS)[number]): void {
    this.dispatchEvent(new ProgressEvent(name));
  }
}
