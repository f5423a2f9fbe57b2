// tests/components/http.wasm
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
  const answer = await fetch(`http://127.0.0.1:${port}/sleep`);
  assert.equal(answer.status, 201);
  assert.equal(await answer.text(), 'slept');
} finally {
  server.kill();
}
