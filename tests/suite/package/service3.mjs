// server/tests/probe3.wasm
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const free = createServer().listen(0, '127.0.0.1');
await once(free, 'listening');
const { port } = free.address();
free.close();

const server = spawn(process.execPath, ['serve.js'], { env: { PORT: String(port) } });
try {
  const [told] = await once(server.stdout, 'data');
  assert.match(String(told), /Serving/);
  const at = (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init).then((answer) => answer.text());
  assert.equal(await at('/drip'), 'one\ntwo\nthree\n');
  assert.equal(await at('/echo', { method: 'POST', body: 'häl lo' }), 'häl lo');
} finally {
  server.kill();
}
