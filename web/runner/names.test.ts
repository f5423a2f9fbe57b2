import assert from 'node:assert/strict';
import { test } from 'node:test';

import { camelCase, functionName, interfaceName, pascalCase } from './names.ts';

test('functions and fields', () => {
  assert.equal(camelCase('greet'), 'greet');
  assert.equal(camelCase('get-x2'), 'getX2');
  assert.equal(camelCase('HTTP-request'), 'httpRequest');
  assert.equal(camelCase('to-HTML'), 'toHtml');
  assert.equal(camelCase('%type'), 'type');
});

test('resources', () => {
  assert.equal(pascalCase('bucket'), 'Bucket');
  assert.equal(pascalCase('HTTP-client'), 'HttpClient');
});

test('names of members are taken apart', () => {
  assert.deepEqual(functionName('greet'), { kind: 'freestanding', name: 'greet' });
  assert.deepEqual(functionName('[constructor]bucket'), { kind: 'constructor', resource: 'bucket' });
  assert.deepEqual(functionName('[method]a-b.get-it'), { kind: 'method', resource: 'a-b', name: 'get-it' });
  assert.deepEqual(functionName('[static]bucket.make'), { kind: 'static', resource: 'bucket', name: 'make' });
});

test('interfaces by the compatible part of their version', () => {
  assert.deepEqual(interfaceName('wasi:cli/run@0.2.12'), { name: 'wasi:cli/run', track: '0.2' });
  assert.deepEqual(interfaceName('wasi:cli/run@0.3.0-rc-1'), { name: 'wasi:cli/run', track: '0.3' });
  assert.deepEqual(interfaceName('a:b/c@2.1.0'), { name: 'a:b/c', track: '2' });
  assert.deepEqual(interfaceName('log'), { name: 'log', track: '' });
});
