import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ledBy, placeOf } from './address.ts';

const SCOPE = 'https://host.test/app/tab/';
const BASE = '/app/tab/1-a';
const FROM = `https://host.test${BASE}/list/one?q`;

test('an address names the tab and what its component is asked for', () => {
  const place = (path: string) => placeOf(`https://host.test${path}`, SCOPE);
  assert.deepEqual(place('/app/tab/1-a/x/y?z=1#w'), { tab: '1-a', base: BASE, path: '/x/y?z=1' });
  assert.deepEqual(place('/app/tab/1-a'), { tab: '1-a', base: BASE, path: '/' });
  assert.equal(place('/app/tab/'), undefined);
  assert.equal(place('/app/'), undefined);
});

test('what a component leads to stays its own, and other hosts stay others', () => {
  const led = (target: string) => ledBy(target, FROM, BASE);
  assert.equal(led('two'), `https://host.test${BASE}/list/two`);
  assert.equal(led('/login?next=/'), `https://host.test${BASE}/login?next=/`);
  assert.equal(led('http://host.test/a#b'), `https://host.test${BASE}/a#b`);
  assert.equal(led(`${BASE}/a`), `https://host.test${BASE}/a`);
  assert.equal(led('../../../..'), `https://host.test${BASE}/`);
  assert.equal(led('https://other.test/a'), 'https://other.test/a');
  assert.equal(led('http://'), 'http://');
});
