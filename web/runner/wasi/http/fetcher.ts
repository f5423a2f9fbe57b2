/** Requests to the outside, by the browser's `fetch`. */

import type { RequestFate } from '../../../model.ts';
import type { Post } from '../../output.ts';
import { type Pulled, PulledSource, type Source } from '../bytes.ts';
import { Failure } from '../failure.ts';
import type { ErrorCode } from './error-code.ts';
import type { FieldEntry } from './fields.ts';
import { type RequestLine, methodName } from './message.ts';

/** A request as a component made it. */
export interface Outgoing {
  readonly headers: readonly FieldEntry[];
  /** All of it; null where there is none. */
  readonly body: Uint8Array | null;
  readonly timeouts: Timeouts;
}

/** How long is waited, in nanoseconds; for ever where it is not given. */
export interface Timeouts {
  readonly connect?: bigint | undefined;
  readonly firstByte?: bigint | undefined;
  readonly betweenBytes?: bigint | undefined;
}

/** A response as it comes. */
export interface Received {
  readonly status: number;
  readonly headers: FieldEntry[];
  readonly body: Source;
}

interface Refused {
  /** A short stable word for programs. */
  readonly code: string;
  readonly message: string;
  /** What the component is told. */
  readonly error: ErrorCode;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('latin1');

/** A request that may be sent. */
export interface Admitted {
  readonly method: string;
  readonly url: string;
  readonly tell: (fate: RequestFate) => void;
}

/** Sends the requests of one run, and tells the page of each. */
export class Fetcher {
  private count = 0;

  constructor(
    private readonly isOn: boolean,
    private readonly post: Post,
  ) {}

  /** Checks what can be known before it is sent; throws the `error-code` why it cannot be. */
  admit(line: RequestLine): Admitted {
    this.count += 1;
    const number = this.count;
    const method = methodName(line.method);
    const { shown, url, error } = address(line);
    const tell = (fate: RequestFate) => this.post({ kind: 'request', number, method, url: shown, fate });
    if (!this.isOn) throw told(tell, networkOff());
    if (error !== undefined) throw told(tell, invalid(error));
    return { method, url, tell };
  }

  /** The response, its body still to come; throws the `error-code` why there is none. */
  async send({ method, url, tell }: Admitted, request: Outgoing): Promise<Received> {
    tell({ kind: 'sent' });
    try {
      const received = await fetched(method, url, request);
      tell({ kind: 'answered', status: received.status });
      return received;
    } catch (fault) {
      throw isRefused(fault) ? told(tell, fault) : fault;
    }
  }
}

function told(tell: (fate: RequestFate) => void, { code, message, error }: Refused): Failure<ErrorCode> {
  tell({ kind: 'failed', code, message });
  return new Failure(error);
}

async function fetched(method: string, url: string, request: Outgoing): Promise<Received> {
  const { connect, firstByte, betweenBytes } = request.timeouts;
  const limits = [connect, firstByte].filter((limit) => limit !== undefined).map(milliseconds);
  const abort = new AbortController();
  const timer = limits.length > 0 ? setTimeout(() => abort.abort(), Math.min(...limits)) : undefined;
  try {
    const response = await fetch(url, {
      method,
      headers: headers(request.headers),
      body: request.body as BodyInit | null,
      signal: abort.signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    return received(response, betweenBytes, abort);
  } catch (fault) {
    throw await explained(fault, method, url, abort.signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}

function received(response: globalThis.Response, betweenBytes: bigint | undefined, abort: AbortController): Received {
  // The browser has undone it already, so what it says of the bytes is not true of these.
  const isDecoded = response.headers.has('content-encoding');
  const kept = [...response.headers].filter(
    ([name]) => !isDecoded || (name !== 'content-encoding' && name !== 'content-length'),
  );
  const reader = response.body?.getReader();
  const read = async (): Promise<Pulled> => (reader === undefined ? { done: true } : reader.read());
  return {
    status: response.status,
    headers: kept.map(([name, value]): FieldEntry => [name, encoder.encode(value)]),
    body: new PulledSource(
      () => inTime(read(), betweenBytes, abort),
      () => abort.abort(),
    ),
  };
}

/** What a read gives; an `error-code` where it takes too long or breaks off. */
async function inTime(read: Promise<Pulled>, limit: bigint | undefined, abort: AbortController): Promise<Pulled> {
  let isLate = false;
  const expire = () => {
    isLate = true;
    abort.abort();
  };
  const timer = limit === undefined ? undefined : setTimeout(expire, milliseconds(limit));
  try {
    return await read;
  } catch {
    throw new Failure<ErrorCode>({ tag: isLate ? 'connection-read-timeout' : 'HTTP-response-incomplete' });
  } finally {
    clearTimeout(timer);
  }
}

/** The browser says of every failure only that it is one; what it was is found out by trying. */
async function explained(fault: unknown, method: string, url: string, isLate: boolean): Promise<Refused> {
  if (isLate) {
    const message = 'no response came within the time that the component allows';
    return { code: 'timeout', message, error: { tag: 'connection-timeout' } };
  }
  const said = fault instanceof Error ? fault.message : String(fault);
  if (/method/i.test(said) && /not allowed|unsupported|invalid|not a valid/i.test(said)) {
    const message = `a browser does not send \`${method}\`; run it on the server`;
    return { code: 'forbidden', message, error: { tag: 'HTTP-request-method-invalid' } };
  }
  if (/GET\/HEAD/.test(said)) {
    const message = `a browser sends no body with \`${method}\`; run it on the server`;
    return { code: 'forbidden', message, error: { tag: 'internal-error', val: message } };
  }
  if (await isThere(url)) {
    const message =
      'the server answers, but not to pages of other origins (CORS); let it send ' +
      '`access-control-allow-origin`, or run this on the server';
    return { code: 'cors', message, error: { tag: 'internal-error', val: message } };
  }
  const message = `nothing answers at ${url}, or the page may not ask: ${said}`;
  return { code: 'unreachable', message, error: { tag: 'destination-unavailable' } };
}

async function isThere(url: string): Promise<boolean> {
  const asked = fetch(url, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store' });
  return asked.then(
    () => true,
    () => false,
  );
}

/** Where it goes, or the name of the `error-code` why it cannot. */
function address({ scheme, authority, path }: RequestLine) {
  const word = scheme?.tag === 'other' ? scheme.val : (scheme?.tag ?? 'HTTPS').toLowerCase();
  const shown = `${word}://${authority ?? ''}${path ?? '/'}`;
  if (scheme?.tag === 'other') return { shown, url: '', error: 'HTTP-protocol-error' };
  if (authority === undefined || !URL.canParse(shown)) return { shown, url: '', error: 'HTTP-request-URI-invalid' };
  return { shown, url: new URL(shown).href };
}

function headers(entries: readonly FieldEntry[]): Headers {
  const headers = new Headers();
  for (const [name, value] of entries) headers.append(name, decoder.decode(value));
  return headers;
}

function milliseconds(nanoseconds: bigint): number {
  return Math.min(Number(nanoseconds / 1_000_000n), 2 ** 31 - 1);
}

function networkOff(): Refused {
  const message = 'the network is off for this run; switch it on for this workspace';
  return { code: 'network-off', message, error: { tag: 'HTTP-request-denied' } };
}

function invalid(tag: string): Refused {
  const message = 'the component gave it no address that can be asked: a scheme HTTP or HTTPS, and an authority';
  return { code: 'invalid', message, error: { tag } };
}

function isRefused(fault: unknown): fault is Refused {
  return typeof fault === 'object' && fault !== null && 'error' in fault && 'code' in fault;
}
