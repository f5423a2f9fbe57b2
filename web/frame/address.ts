/** Addresses below which a tab's component answers: `…/tab/<id of the tab>/<path>`. */

/** Where a component is, and what it is asked for there. */
export interface Place {
  /** Id of the client that has the component. */
  readonly tab: string;
  /** Path of the address of the component's `/`, without the `/` at its end. */
  readonly base: string;
  /** With the query, beginning with `/`. */
  readonly path: string;
}

/** The place of an address below `scope`; none where there is no tab in it. */
export function placeOf(address: string, scope: string): Place | undefined {
  const url = new URL(address);
  const root = new URL(scope).pathname;
  if (!url.pathname.startsWith(root)) return undefined;
  const [tab = ''] = url.pathname.slice(root.length).split('/', 1);
  if (!/^[\w-]+$/.test(tab)) return undefined;
  const base = `${root}${tab}`;
  return { tab, base, path: pathBelow(base, url) };
}

/** What a component is asked for by an address of the page's own: those outside `base` are its too. */
export function pathBelow(base: string, url: URL): string {
  const { pathname, search } = url;
  if (pathname === base) return `/${search}`;
  const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
  return `${path}${search}`;
}

/** Where `target` leads, said on the page at `from`: what is the component's own stays below `base`. */
export function ledBy(target: string, from: string, base: string): string {
  if (!URL.canParse(target, from)) return target;
  const url = new URL(target, from);
  const here = new URL(from);
  // A component that names itself does not know by which scheme it was asked.
  if (url.host !== here.host) return url.href;
  return `${here.origin}${base}${pathBelow(base, url)}${url.hash}`;
}
