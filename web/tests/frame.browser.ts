/** Pages of a component in a frame: the service worker, what it puts into them, and one instance behind it. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { FrameLocator } from 'playwright-core';

import type { FrameRequest } from '../frame/request.ts';
import type { RunEvent, RunStart } from '../model.ts';
import { Bench } from './browser.ts';

let bench: Bench;

before(async () => {
  bench = await Bench.start();
  await bench.component('tests/components/pages.wasm');
  await bench.page.evaluate(open);
});

after(() => bench.stop());

/** What the page of Dovetail does: answers what the frame asks by an instance in a run worker. */
async function open(): Promise<void> {
  const transpiled = globalThis.transpiled['pages'];
  if (transpiled === undefined) throw new Error('there is no component');
  const worker = new Worker('/runner.js', { type: 'module' });
  const start: RunStart = { transpiled, job: { kind: 'serve' }, limits: { milliseconds: 30_000, output_bytes: 1 << 20 } };
  worker.postMessage(start);
  const ports = new Map<number, MessagePort>();
  worker.onmessage = ({ data }: MessageEvent<RunEvent>) => {
    if (data.kind === 'served') ports.get(data.number)?.postMessage(data.step);
  };
  const take = ({ data, ports: [port] }: MessageEvent<FrameRequest>) => {
    if (port === undefined || data.kind !== 'dovetail-request') return;
    if (data.path === '/events') {
      // A component would hold the stream open; this one ends, and is asked for again.
      const text = `retry: 1\nid: ${data.headers.find(({ name }) => name === 'last-event-id')?.value ?? ''}x\ndata: tick\n\n`;
      port.postMessage({ what: 'head', status: 200, headers: [{ name: 'content-type', value: 'text/event-stream' }] });
      port.postMessage({ what: 'body', bytes: new TextEncoder().encode(text) });
      return port.postMessage({ what: 'end', trailers: [] });
    }
    const number = ports.size + 1;
    ports.set(number, port);
    const { method, path, headers, body } = data;
    worker.postMessage({ kind: 'request', number, request: { method, path, headers, body: '' }, body });
  };
  addEventListener('message', take);
  navigator.serviceWorker.onmessage = take;
  const registration = await navigator.serviceWorker.register('/frame.js', { scope: '/tab/' });
  const { port1, port2 } = new MessageChannel();
  (registration.active ?? registration.installing)?.postMessage('who am I', [port2]);
  const id = await new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  const frame = document.createElement('iframe');
  frame.src = `/tab/${id}/`;
  document.body.append(frame);
}

const shown = (): FrameLocator => bench.page.frameLocator('iframe');

/** Waits until the page in the frame says `text`. */
const says = (text: RegExp) => shown().locator('body').filter({ hasText: text }).waitFor();

test('a page asks its component and reaches nothing of the page around it', async () => {
  await says(/Nobody yet/);
  await says(/inline after script/);
  await says(/asked Method::Put \/api\?q=1 b/);
  await says(/xhr 200 Method::Get \/api/);
  await says(/parent refused; storage refused; origin null/);
});

test('its styles apply', async () => {
  const isStyled = () => getComputedStyle(document.querySelector('h1') ?? document.body).color === 'rgb(1, 2, 3)';
  const frame = bench.page.frames().find((each) => each.url().includes('/tab/'));
  await frame?.waitForFunction(isStyled);
  assert.ok(frame !== undefined);
});

test('forms and links lead to pages of the same instance', async () => {
  await shown().getByLabel('Entry').fill('Ada');
  await shown().getByRole('button', { name: 'Sign' }).click();
  await says(/Ada/);
  await shown().getByRole('link', { name: 'About' }).click();
  await shown().getByRole('heading', { name: 'About' }).waitFor();
  await shown().getByRole('link', { name: 'Back' }).click();
  await says(/Ada/);
});

test('a page hears events, and asks for more where the last answer ended', async () => {
  const frame = bench.page.frames().find((each) => each.url().includes('/tab/'));
  const heard = await frame?.evaluate(
    () =>
      new Promise((resolve) => {
        const events = new EventSource('/events');
        const all: string[] = [];
        events.onmessage = ({ data, lastEventId }) => {
          all.push(`${data} ${lastEventId}`);
          if (all.length < 3) return;
          events.close();
          resolve(all);
        };
      }),
  );
  assert.deepEqual(heard, ['tick x', 'tick xx', 'tick xxx']);
});

test('nothing but navigations is answered', async () => {
  const isThere = await bench.page.evaluate(async () => {
    const address = document.querySelector('iframe')?.src ?? '';
    return (await fetch(`${address}script.js`)).ok;
  });
  assert.equal(isThere, false);
});
