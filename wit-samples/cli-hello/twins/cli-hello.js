// Tells what it was given, arguments, environment and standard input: the twin, in JavaScript, of the
// program in Rust.

import { getArguments, getEnvironment } from 'wasi:cli/environment@0.2.6';
import { getStderr } from 'wasi:cli/stderr@0.2.6';
import { getStdin } from 'wasi:cli/stdin@0.2.6';
import { getStdout } from 'wasi:cli/stdout@0.2.6';

/** What `wasi:io` takes at once. */
const CHUNK = 4096;

// Text is UTF-8 outside, and one byte is one character of these strings.
const toBytes = (text) => Uint8Array.from(unescape(encodeURIComponent(text)), (letter) => letter.charCodeAt(0));
const toText = (bytes) => decodeURIComponent(escape(bytes));

const writer = (stream) => (text) => {
  const bytes = toBytes(`${text}\n`);
  for (let at = 0; at < bytes.length; at += CHUNK) stream.blockingWriteAndFlush(bytes.slice(at, at + CHUNK));
};

/** All lines of standard input. */
function input() {
  const stream = getStdin();
  let bytes = '';
  for (;;) {
    try {
      bytes += String.fromCharCode(...stream.blockingRead(BigInt(CHUNK)));
    } catch (failed) {
      if (failed.payload?.tag === 'closed') break;
      throw failed;
    }
  }
  const lines = toText(bytes).split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

export const run = {
  run() {
    const print = writer(getStdout());
    const [program = '', ...args] = getArguments();
    print(`Hello from ${program}!`);
    args.forEach((arg, index) => print(`argument ${index + 1}: ${arg}`));
    for (const [name, value] of getEnvironment().sort()) print(`environment: ${name}=${value}`);
    const lines = input();
    for (const line of lines) print(`input: ${line}`);
    print(`lines of input: ${lines.length}`);
    if (args.includes('--fail')) {
      writer(getStderr())('failing, because `--fail` was among the arguments');
      throw undefined;
    }
  },
};
