import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { Service } from './service.ts';

/** What the author's tests hold the author to. */
const CASES = '../author/tests/cases';
const read = (path: string) => readFileSync(`${CASES}/${path}`, 'utf8');

test('modules as they are begun fit the declarations of their worlds', () => {
  const cases = readdirSync(CASES).filter((name) => existsSync(`${CASES}/${name}/types.txt`));
  assert.ok(cases.length >= 8);
  for (const name of cases) {
    const service = new Service();
    const files = { 'main.ts': read(`${name}/skeleton-typed.txt`), 'main.js': read(`${name}/skeleton.txt`) };
    service.setProgram({ files, types: read(`${name}/types.txt`) });
    for (const path of Object.keys(files)) assert.deepEqual(service.findings(path), [], `${name}/${path}`);
  }
});

/** A service that has the module of a case, and where the cursor is: at `|`. */
function begun(path: string, marked: string): { service: Service; at: number } {
  const service = new Service();
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  service.setProgram({ files: { [path]: text, 'lib/text.ts': 'export const shout = (it: string) => it;' }, types: read('values/types.txt') });
  return { service, at };
}

test('what does not fit the world is told at its place', () => {
  const { service } = begun('a.ts', "export const types = { halve: (n: string) => 1, same: (it) => it, sum: () => ({ x: 1, yAxis: '' }) } satisfies typeof import('test:values/types@1.0.0');");
  const found = service.findings('a.ts').map(({ from, message }) => [from, message.split('\n')[0]]);
  assert.deepEqual(found, [
    [23, 'Type `(n: string) => number` is not assignable to type `(number: number) => number`'],
    [86, 'Type `string` is not assignable to type `number`'],
  ]);
});

test('a module in JavaScript is only told of its syntax', () => {
  const { service } = begun('a.js', 'export const optional = (text) => text.nothing;\nlet a = ;');
  assert.deepEqual(service.findings('a.js').map(({ message }) => message), ['Expression expected']);
  service.setText('a.js', 'export const optional = (text) => (1).nothing;');
  assert.deepEqual(service.findings('a.js'), []);
});

test('fields of the world, modules beside and what the engine has are proposed and described', () => {
  const labels = (path: string, marked: string) => {
    const { service, at } = begun(path, marked);
    return service.complete(path, at)?.items.map(({ label }) => label) ?? [];
  };
  assert.deepEqual(labels('a.ts', "import type { Point } from 'test:values/types';\nconst f = (it: Point) => it.|"), ['x', 'yAxis']);
  assert.ok(labels('a.js', "/** @param {import('test:values/types').Point} it */\nconst f = (it) => it.|").includes('yAxis'));
  assert.ok(labels('a.ts', "import { shout } from './lib/text';\nsh|").includes('shout'));
  assert.ok(labels('a.ts', 'console.|').includes('log'));
  assert.ok(!labels('a.ts', '|').includes('document'));
  const { service, at } = begun('a.ts', "import { halve } from 'test:values/types';\nhal|ve(1);");
  assert.equal(service.hover('a.ts', at)?.code.includes('halve(number: number): number'), true);
  assert.equal(service.explain('a.ts', at, 'halve')?.code.includes('halve(number: number): number'), true);
});
