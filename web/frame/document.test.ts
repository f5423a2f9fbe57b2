import assert from 'node:assert/strict';
import { test } from 'node:test';

import { withScript } from './document.ts';

/** The page as it comes out when it goes in byte by byte, and as a whole. */
async function through(page: string): Promise<string> {
  const bytes = new TextEncoder().encode(page);
  const whole = await read([bytes]);
  assert.equal(await read([...bytes].map((byte) => Uint8Array.of(byte))), whole);
  return whole;
}

function read(chunks: readonly Uint8Array[]): Promise<string> {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Response(source.pipeThrough(withScript('<S>')) as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}

test('the script comes after the document type, so that the page is read as before', async () => {
  const cases = [
    ['<!doctype html><p>ä', '<!doctype html><S><p>ä'],
    ['\n<!-- a > b --> <!DOCTYPE HTML PUBLIC "x">\n<html>', '\n<!-- a > b --> <!DOCTYPE HTML PUBLIC "x"><S>\n<html>'],
    ['<html><head>', '<S><html><head>'],
    ['<p>', '<S><p>'],
    ['text', '<S>text'],
    ['<!doctype html>', '<!doctype html><S>'],
    ['', '<S>'],
    ['<!-- never closed', '<S><!-- never closed'],
  ];
  for (const [page = '', expected] of cases) assert.equal(await through(page), expected, page);
});

test('a byte order mark stays first', async () => {
  const bytes = new TextEncoder().encode('\uFEFF<!doctype html><p>');
  const out = await read([bytes]);
  assert.equal(out, '<!doctype html><S><p>');
});
