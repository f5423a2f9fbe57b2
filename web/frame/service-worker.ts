/**
 * The service worker, `frame.js`: addresses `…/tab/<id>/…` are answered by the component that lives in
 * the tab of that id. It answers navigations only, so nothing of a component becomes a script, style or
 * worker of a page that is not sandboxed; and it keeps nothing.
 */

import { ledBy, type Place, placeOf } from './address.ts';
import { withScript } from './document.ts';
import { protectedHeaders } from './protect.ts';
import { type Answered, ask, type FrameRequest, listed } from './request.ts';

declare const self: ServiceWorkerGlobalScope;
/** The script that goes before every page, `inside/main.ts`, bundled. */
declare const INSIDE: string;

const activated = new Promise<void>((resolve) => {
  if (self.serviceWorker.state === 'activated') resolve();
  self.addEventListener('activate', () => resolve());
});

self.addEventListener('install', () => void self.skipWaiting());

/** A tab asks who it is, and is told once its addresses are answered. */
self.addEventListener('message', (event) => {
  const [port] = event.ports;
  const id = event.source instanceof Client ? event.source.id : undefined;
  if (port === undefined || id === undefined) return;
  event.waitUntil(activated.then(() => port.postMessage(id)));
});

self.addEventListener('fetch', (event) => {
  const place = placeOf(event.request.url, self.registration.scope);
  if (place !== undefined) event.respondWith(answer(event.request, place));
});

async function answer(request: Request, place: Place): Promise<Response> {
  if (request.mode !== 'navigate') return told(403, 'Only pages are answered here.');
  const client = await self.clients.get(place.tab);
  if (client === undefined) return told(410, 'The tab of Dovetail in which this lived is closed.');
  const message = await messageOf(request, place);
  try {
    const answered = await ask((port) => client.postMessage(message, [port, message.body.buffer]));
    return responseOf(answered, request.url, place);
  } catch (fault) {
    return told(502, fault instanceof Error ? fault.message : String(fault));
  }
}

async function messageOf(request: Request, { path }: Place): Promise<FrameRequest & { body: Uint8Array<ArrayBuffer> }> {
  const headers = [{ name: 'host', value: new URL(request.url).host }, ...listed(request.headers)];
  const body = new Uint8Array(await request.arrayBuffer());
  return { kind: 'dovetail-request', method: request.method, path, headers, body, isPage: true };
}

function responseOf({ status, headers, network, body }: Answered, address: string, { base }: Place): Response {
  const root = `${self.location.origin}${base}`;
  const kept = protectedHeaders(headers, root, network);
  const location = kept.get('location');
  if (location !== null) kept.set('location', ledBy(location, address, base));
  const hasBody = status >= 200 && ![204, 205, 304].includes(status);
  if (status < 200 || status > 599) return told(502, `A browser shows no answer of status ${status}.`);
  if (!hasBody) return new Response(null, { status, headers: kept });
  const isPage = /^(text\/html|application\/xhtml\+xml)\b/i.test(kept.get('content-type') ?? '');
  const shown = isPage ? body.pipeThrough(withScript(`<script data-base="${base}">${INSIDE}</script>`)) : body;
  return new Response(shown as BodyInit, { status, headers: kept });
}

/** A page that says why there is none of the component's. */
function told(status: number, why: string): Response {
  const escaped = why.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const style = 'font: 15px/1.5 system-ui; margin: 2rem; color-scheme: light dark';
  const page = `<!doctype html><html lang="en"><title>No answer</title><body style="${style}"><h1 style="font-size: 1.1em">There is no answer</h1><p>${escaped}</p>`;
  const headers = protectedHeaders([{ name: 'content-type', value: 'text/html; charset=utf-8' }], self.location.origin, false);
  return new Response(page, { status, headers });
}
