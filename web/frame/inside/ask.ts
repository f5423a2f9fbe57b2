/** Asks the component, by way of the frame's parent. */

import { ledBy, pathBelow } from '../address.ts';
import { ask, type FrameRequest, listed } from '../request.ts';

const native = window.fetch;
/** How often an answer may lead elsewhere before that counts as a fault. */
const MOST_REDIRECTS = 20;

let base = '';

/** Says where the component's `/` is. */
export function setBase(path: string): void {
  base = path;
}

/** Whether the component is who is asked by an address. */
export function isInside(address: string): boolean {
  return URL.canParse(address, document.baseURI) && new URL(address, document.baseURI).origin === location.origin;
}

/** The address, with what is the component's own below its `/`. */
export function inside(address: string): string {
  return ledBy(address, document.baseURI, base);
}

/** `fetch`, for what is the component's own; anything else is up to the browser. */
export async function askFor(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let request = new Request(input, init);
  if (!isInside(request.url)) return native(request);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const body = new Uint8Array(await request.clone().arrayBuffer());
    const response = await answered(request, body);
    const location = response.headers.get('location');
    if (location === null || response.status < 301 || response.status > 308) return named(response, request.url, redirects);
    if (request.redirect === 'error') throw new TypeError('the answer leads elsewhere');
    if (request.redirect === 'manual') return named(response, request.url, redirects);
    request = led(request, body, response.status, ledBy(location, request.url, base));
    if (!isInside(request.url)) return native(request);
  }
  throw new TypeError('the answers lead in a circle');
}

async function answered(request: Request, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  request.signal.throwIfAborted();
  const message: FrameRequest = {
    kind: 'dovetail-request',
    method: request.method,
    path: pathBelow(base, new URL(request.url)),
    headers: [{ name: 'host', value: location.host }, ...listed(request.headers)],
    body,
    isPage: false,
  };
  const asked = ask((port) => parent.postMessage(message, '*', [port]));
  const gone = new Promise<never>((_, reject) => {
    request.signal.addEventListener('abort', () => reject(request.signal.reason));
  });
  const { status, headers, body: stream } = await Promise.race([asked, gone]).catch((fault: unknown) => {
    throw request.signal.aborted ? request.signal.reason : new TypeError(String(fault));
  });
  const hasBody = ![101, 204, 205, 304].includes(status) && request.method !== 'HEAD';
  const kept = new Headers();
  for (const { name, value } of headers) kept.append(name, value);
  return new Response(hasBody ? (stream as BodyInit) : null, { status, headers: kept });
}

/** The request that an answer leads to. */
function led(request: Request, body: BodyInit, status: number, address: string): Request {
  const becomesGet = status === 303 || (status < 303 && request.method === 'POST');
  const { method, headers, signal } = request;
  if (becomesGet || method === 'GET' || method === 'HEAD') {
    return new Request(address, { method: method === 'HEAD' ? 'HEAD' : 'GET', headers, signal });
  }
  return new Request(address, { method, headers, signal, body });
}

function named(response: Response, url: string, redirects: number): Response {
  return Object.defineProperties(response, { url: { value: url }, redirected: { value: redirects > 0 } });
}
