/** `wasi:http` 0.3. */

import { Failure } from '../../failure.ts';
import { type BodyEnd, WrittenBody } from '../../http/body.ts';
import type { ErrorCode } from '../../http/error-code.ts';
import type { Fetcher } from '../../http/fetcher.ts';
import { Fields } from '../../http/fields.ts';
import { contentLength } from '../../http/message.ts';
import { drainSource, OK } from '../streams.ts';
import { errorCode, Request, RequestOptions, Response } from './messages.ts';

/** The interfaces of `wasi:http` 0.3. */
export function http3(fetcher: Fetcher) {
  return {
    'wasi:http/types': { Fields, Request, RequestOptions, Response },
    'wasi:http/client': { send: (request: Request) => send(fetcher, request) },
  };
}

/** Sends it once its body is complete: browsers take no body that is still being written. */
async function send(fetcher: Fetcher, request: Request): Promise<Response> {
  const { message } = request;
  const options = request.getOptions();
  try {
    const admitted = fetcher.admit(request.line);
    const written = new WrittenBody('request', contentLength(message.fields));
    await drainSource(message.contents, (bytes) => written.put(bytes));
    if (message.hasBody) written.finish(undefined);
    const { status, headers, body } = await fetcher.send(admitted, {
      headers: message.fields.entries(),
      body: message.hasBody ? written.whole() : null,
      timeouts: {
        connect: options?.getConnectTimeout(),
        firstByte: options?.getFirstByteTimeout(),
        betweenBytes: options?.getBetweenBytesTimeout(),
      },
    });
    message.settle(OK);
    return Response.received(status, Fields.received(headers), body);
  } catch (fault) {
    if (!(fault instanceof Failure)) throw fault;
    message.settle({ tag: 'err', val: fault.payload as ErrorCode });
    throw fault;
  }
}

/** Takes all of a response, and tells the component whether it could be. */
export async function take(response: Response, tell: (bytes: Uint8Array) => void): Promise<[WrittenBody, BodyEnd]> {
  const { message } = response;
  const body = new WrittenBody('response', message.hasBody ? contentLength(message.fields) : undefined, tell);
  try {
    await drainSource(message.contents, (bytes) => body.put(bytes));
    const trailers = await message.trailers;
    if (trailers.tag === 'err') throw new Failure(trailers.val);
    body.finish(trailers.val);
    message.settle(OK);
  } catch (fault) {
    if (!(fault instanceof Failure)) throw fault;
    const error = errorCode(fault);
    message.settle({ tag: 'err', val: error });
    body.fail(error);
  }
  return [body, await body.ended];
}
