/** `wasi:http` 0.2. */

import type { Fetcher } from '../../http/fetcher.ts';
import { Fields } from '../../http/fields.ts';
import type { IoError } from '../streams.ts';
import { FutureTrailers, IncomingBody, OutgoingBody } from './bodies.ts';
import { IncomingRequest, IncomingResponse, OutgoingResponse, ResponseOutparam } from './messages.ts';
import { FutureIncomingResponse, outgoingHandler, OutgoingRequest, RequestOptions } from './outgoing.ts';

/** The interfaces of `wasi:http` 0.2. */
export function http(fetcher: Fetcher) {
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
      httpErrorCode: (error: IoError) => error.codeOf('http'),
    },
    'wasi:http/outgoing-handler': outgoingHandler(fetcher),
  };
}
