// wit-samples/kv-store/visit-counter.wasm
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';

import { visits } from './component.js';

assert.throws(() => visits.changeMotto('new'), /say what `set` does/);

// A module of its own: the other one has trapped.
await writeFile('imports/example-kv-store.js', `
  const kept = new Map();
  export const get = (key) => kept.get(key);
  export function set(key, value) {
    const before = kept.get(key);
    kept.set(key, value);
    return before;
  }
`);
const script = `
  import { visits } from './component.js';
  console.log(visits.changeMotto('old'), visits.changeMotto('new'));
`;
const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
assert.equal(told, 'undefined old\n');
