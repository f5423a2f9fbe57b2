/**
 * What keeps the pages of a component from harming Dovetail: the same as the server does for its
 * own (`server/src/http_handler/filter.rs`), and more, for nothing here is asked for by others.
 */

import type { Header } from '../model.ts';

/** What a page of a component may do: scripts run, but in an origin that is nobody's. */
const SANDBOX = 'sandbox allow-downloads allow-forms allow-modals allow-scripts';

/** Headers whose effect outlives or outgrows the one answer, or that the frame says itself. */
const TAKEN_OUT = new Set([
  'accept-ch',
  'alt-svc',
  'clear-site-data',
  'connection',
  'content-length',
  'content-security-policy',
  'content-security-policy-report-only',
  'critical-ch',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'keep-alive',
  'link',
  'nel',
  'origin-agent-cluster',
  'permissions-policy',
  'proxy-authenticate',
  'public-key-pins',
  'refresh',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'set-cookie',
  'strict-transport-security',
  'trailer',
  'transfer-encoding',
  'www-authenticate',
  'x-frame-options',
]);

/** The headers of an answer as the frame gets them. `root` is the address of the component's `/`. */
export function protectedHeaders(headers: readonly Header[], root: string, network: boolean): Headers {
  const kept = new Headers();
  for (const { name, value } of headers) {
    if (!TAKEN_OUT.has(name.toLowerCase())) append(kept, name, value);
  }
  kept.set('content-security-policy', policy(root, network));
  kept.set('referrer-policy', 'no-referrer');
  kept.set('x-content-type-options', 'nosniff');
  kept.set('cache-control', 'no-store');
  return kept;
}

/** What a page loads comes by way of its frame, as `blob:`; from elsewhere only with the network on. */
function policy(root: string, network: boolean): string {
  const elsewhere = network ? ' http: https:' : '';
  return [
    SANDBOX,
    `default-src data: blob: 'unsafe-inline' 'unsafe-eval'${elsewhere}`,
    `frame-src ${root}/`,
    `form-action ${root}/`,
    "object-src 'none'",
  ].join('; ');
}

/** What browsers do not take as a header is left out. */
function append(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    // The component's answer is shown without it.
  }
}
