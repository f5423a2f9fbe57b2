import assert from 'node:assert/strict';
import { test } from 'node:test';

import { protectedHeaders } from './protect.ts';

const ROOT = 'https://host.test/tab/1';

test('a page is sandboxed whatever it says, and reaches nothing but its component', () => {
  const said = [
    { name: 'Content-Security-Policy', value: "sandbox allow-same-origin; default-src 'self'" },
    { name: 'Set-Cookie', value: 'a=1' },
    { name: 'Service-Worker-Allowed', value: '/' },
    { name: 'X-Own', value: '1' },
    { name: 'X-Own', value: '2' },
    { name: 'bad name', value: 'x' },
  ];
  const headers = protectedHeaders(said, ROOT, false);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /^sandbox (?!.*allow-same-origin)/);
  assert.doesNotMatch(policy, /https:(?!\/\/host)|'self'|\*/);
  assert.equal(headers.get('x-own'), '1, 2');
  assert.equal(headers.has('set-cookie') || headers.has('service-worker-allowed'), false);
});

test('other servers are reached once the network is on', () => {
  const policy = protectedHeaders([], ROOT, true).get('content-security-policy') ?? '';
  assert.match(policy, /default-src [^;]* http: https:;/);
  assert.match(policy, /form-action https:\/\/host\.test\/tab\/1\/;/);
});
