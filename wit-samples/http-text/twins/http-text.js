// Answers HTTP requests, `POST` with a form that has a field `text` gets it back tidied up: the twin, in
// JavaScript, of the component in Rust.

import { clean } from 'example:text/process@0.1.0';
import types from 'wasi:http/types@0.2.12';

const { Fields, OutgoingBody, OutgoingResponse, ResponseOutparam } = types;

const USAGE = `POST a form with a field \`text\` to get it back tidied up, with its number of words:

    curl --data-urlencode 'text=  so   much   space ' URL
`;

/** What `wasi:io` reads or writes at once. */
const CHUNK = 4096;

// Text is UTF-8 outside, and one byte is one character of these strings.
const toBytes = (text) => Uint8Array.from(unescape(encodeURIComponent(text)), (letter) => letter.charCodeAt(0));

/** All bytes of a request's body, a character each. */
function read(request) {
  const body = request.consume();
  const stream = body.stream();
  let bytes = '';
  try {
    for (;;) bytes += String.fromCharCode(...stream.blockingRead(BigInt(CHUNK)));
  } catch (failed) {
    if (failed.payload?.tag !== 'closed') throw failed;
  }
  // The stream is the body's child and has to go before it.
  stream[Symbol.dispose]();
  body[Symbol.dispose]();
  return bytes;
}

/** A field of a form; undefined where there is none. */
function field(form, name) {
  const decoded = (text) => decodeURIComponent(text.replaceAll('+', ' '));
  const pairs = form.split('&').map((pair) => pair.split('='));
  const found = pairs.find(([key]) => decoded(key) === name);
  return found && decoded(found[1] ?? '');
}

const text = (status, body) => ({ status, type: 'text/plain; charset=utf-8', body });

function answer(request) {
  const method = request.method().tag;
  if (method === 'get') return text(200, USAGE);
  if (method !== 'post') return text(405, 'only GET and POST are allowed\n');
  const given = field(read(request), 'text');
  if (given === undefined) return text(400, `the form has no field \`text\`\n\n${USAGE}`);
  return { status: 200, type: 'application/json', body: `${JSON.stringify(clean(given))}\n` };
}

function send({ status, type, body }, out) {
  const headers = [['content-type', toBytes(type)]];
  if (status === 405) headers.push(['allow', toBytes('GET, POST')]);
  const response = new OutgoingResponse(Fields.fromList(headers));
  response.setStatusCode(status);
  const outgoing = response.body();
  // The response goes out first, its body follows.
  ResponseOutparam.set(out, { tag: 'ok', val: response });
  const stream = outgoing.write();
  const bytes = toBytes(body);
  for (let at = 0; at < bytes.length; at += CHUNK) stream.blockingWriteAndFlush(bytes.slice(at, at + CHUNK));
  stream[Symbol.dispose]();
  OutgoingBody.finish(outgoing, null);
}

export const incomingHandler = {
  handle(request, out) {
    send(answer(request), out);
  },
};
