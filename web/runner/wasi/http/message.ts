/** What requests are made of, in both tracks of WASI. */

import { Failure } from '../failure.ts';
import type { Fields } from './fields.ts';

/** `wasi:http/types#method` */
export type Method = { readonly tag: StandardMethod } | { readonly tag: 'other'; readonly val: string };

/** `wasi:http/types#scheme` */
export type Scheme = { readonly tag: 'HTTP' | 'HTTPS' } | { readonly tag: 'other'; readonly val: string };

type StandardMethod = (typeof STANDARD_METHODS)[number];

const STANDARD_METHODS = [
  'get', 'head', 'post', 'put', 'delete', 'connect', 'options', 'trace', 'patch',
] as const;

/** RFC 9110, "Tokens". */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+\-.]*$/;
const AUTHORITY = /^(?:[^\s/?#@\\]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\\[\]]+)(?::\d{0,5})?$/;
/** No fragment, no white space, nothing that is not ASCII; `*` is for OPTIONS. */
const PATH = /^(?:\*|[/?][!-"$-~]*|)$/;

/** `wasi:http/types#method` of `PROPFIND` or any other word. */
export function method(name: string): Method {
  const standard = STANDARD_METHODS.find((each) => each.toUpperCase() === name);
  return standard === undefined ? { tag: 'other', val: name } : { tag: standard };
}

/** `PROPFIND`, or any other word that it is. */
export function methodName(method: Method): string {
  return method.tag === 'other' ? method.val : method.tag.toUpperCase();
}

/** What is asked for, and how: everything of a request but headers and body. */
export class RequestLine {
  method: Method = { tag: 'get' };
  path: string | undefined;
  scheme: Scheme | undefined;
  authority: string | undefined;

  /** Sets it, where it can be one. */
  setMethod(method: Method): void {
    check(method.tag !== 'other' || TOKEN.test(method.val));
    this.method = method;
  }

  setPath(path: string | undefined): void {
    check(path === undefined || PATH.test(path));
    this.path = path;
  }

  setScheme(scheme: Scheme | undefined): void {
    check(scheme?.tag !== 'other' || SCHEME.test(scheme.val));
    this.scheme = scheme;
  }

  setAuthority(authority: string | undefined): void {
    check(authority === undefined || AUTHORITY.test(authority));
    this.authority = authority;
  }
}

/** Checks a status, which is of three digits. */
export function checkStatus(status: number): void {
  check(status >= 100 && status <= 999);
}

/** The length that headers promise of a body, if they do. */
export function contentLength(headers: Fields): number | undefined {
  const [value] = headers.get('content-length');
  const text = value === undefined ? '' : new TextDecoder().decode(value).trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A `result` without payload. */
function check(isValid: boolean): void {
  if (!isValid) throw new Failure(undefined);
}
