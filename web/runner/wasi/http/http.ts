/** `wasi:http`: all types; requests to the outside are denied, because the network is off. */

import { Failure } from '../failure.ts';
import { NeverMade } from '../sockets.ts';
import { FutureTrailers, IncomingBody, OutgoingBody } from './bodies.ts';
import type { ErrorCode } from './error-code.ts';
import { Fields } from './fields.ts';
import {
  IncomingRequest,
  OutgoingRequest,
  OutgoingResponse,
  RequestOptions,
  ResponseOutparam,
} from './messages.ts';
import { Request, Response } from './messages3.ts';

class IncomingResponse extends NeverMade {}
class FutureIncomingResponse extends NeverMade {}

/** The interfaces of `wasi:http` 0.2. */
export function http() {
  return {
    'wasi:http/types': {
      Fields,
      FutureIncomingResponse,
      FutureTrailers,
      IncomingBody,
      IncomingRequest,
      IncomingResponse,
      OutgoingBody,
      OutgoingRequest,
      OutgoingResponse,
      RequestOptions,
      ResponseOutparam,
      httpErrorCode: () => undefined,
    },
    'wasi:http/outgoing-handler': { handle: deny },
  };
}

/** The interfaces of `wasi:http` 0.3. */
export function http3() {
  return {
    'wasi:http/types': { Fields, Request, RequestOptions, Response },
    'wasi:http/client': { send: async () => deny() },
  };
}

function deny(): never {
  throw new Failure<ErrorCode>({ tag: 'HTTP-request-denied' });
}
