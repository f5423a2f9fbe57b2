/** What a page loads: fetched from the component and put in its place as `blob:`. */

import { askFor, inside, isInside } from './ask.ts';
import { ScriptOrder } from './scripts.ts';
import { firstOf, moduleWith, styleWith } from './text.ts';

/** Elements that show what an attribute of theirs leads to. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  IMG: ['src'],
  INPUT: ['src'],
  AUDIO: ['src'],
  VIDEO: ['src', 'poster'],
  SOURCE: ['src'],
  TRACK: ['src'],
};

const WATCHED = ['src', 'href', 'poster', 'srcset'];

const scripts = new ScriptOrder(blobOf);

/** Watches the page and loads what it names, as it names it. */
export function loadInside(): void {
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes, type } of records) {
      if (type === 'attributes') load(target);
      addedNodes.forEach(loadAll);
    }
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: WATCHED });
}

function loadAll(node: Node): void {
  load(node);
  if (node instanceof Element) node.querySelectorAll('*').forEach(load);
}

function load(node: Node): void {
  if (node instanceof HTMLScriptElement) return scripts.take(node);
  if (node instanceof HTMLLinkElement) return loadStyle(node);
  if (node instanceof HTMLStyleElement) return void rewriteStyle(node);
  if (node instanceof HTMLIFrameElement) return keepFrame(node);
  if (!(node instanceof HTMLElement)) return;
  const sizes = node.getAttribute('srcset');
  if (sizes !== null) {
    // Of several pictures of different sizes, the plain one will do, or the first.
    node.removeAttribute('srcset');
    if (node instanceof HTMLImageElement && !node.hasAttribute('src')) node.setAttribute('src', firstOf(sizes));
  }
  for (const name of SHOWN[node.tagName] ?? []) void replace(node, name, 'any');
}

function loadStyle(link: HTMLLinkElement): void {
  if (link.relList.contains('stylesheet')) void replace(link, 'href', 'style');
}

async function rewriteStyle(style: HTMLStyleElement): Promise<void> {
  const text = style.textContent ?? '';
  if (!/url\(|@import/.test(text)) return;
  const there = await styleWith(text, (address) => blobOf(address, /\.css\b/.test(address) ? 'style' : 'any'));
  if (there !== text) style.textContent = there;
}

function keepFrame(frame: HTMLIFrameElement): void {
  const address = frame.getAttribute('src');
  if (address !== null && isInside(address) && frame.src !== inside(address)) frame.src = inside(address);
}

async function replace(element: HTMLElement, name: string, kind: Kind): Promise<void> {
  const address = element.getAttribute(name);
  if (address === null || !isInside(address)) return;
  const blob = await blobOf(address, kind);
  if (element.getAttribute(name) === address) element.setAttribute(name, blob);
}

/** What something is loaded as, which says what more it loads. */
export type Kind = 'any' | 'style' | 'module';

const known = new Map<string, Promise<string>>();

/** The address under which this page has what is at `address`, once it is there. */
export function blobOf(address: string, kind: Kind, from = document.baseURI): Promise<string> {
  if (!URL.canParse(address, from)) return Promise.resolve(address);
  const url = inside(new URL(address, from).href);
  if (!isInside(url)) return Promise.resolve(url);
  const key = `${kind} ${url}`;
  const found = known.get(key) ?? made(url, kind);
  known.set(key, found);
  return found;
}

async function made(url: string, kind: Kind): Promise<string> {
  const response = await askFor(url).catch(() => undefined);
  // What is not there fails as it would without a frame.
  if (response === undefined || !response.ok) return 'data:,';
  const type = response.headers.get('content-type') ?? '';
  if (kind === 'any') return URL.createObjectURL(await response.blob());
  const write = kind === 'style' ? styleWith : moduleWith;
  const deeper = (address: string): Promise<string> =>
    blobOf(address, kind === 'style' && !/\.css\b/.test(address) ? 'any' : kind, url);
  const text = await write(await response.text(), deeper);
  return URL.createObjectURL(new Blob([text], { type: type || (kind === 'style' ? 'text/css' : 'text/javascript') }));
}
