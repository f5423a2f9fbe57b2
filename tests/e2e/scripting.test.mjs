// Point 9: a script drives the whole product through `window.dovetail`.

import assert from 'node:assert/strict';

import { repositoryFile, userTest } from './support/user.mjs';

/** Calls a method of `window.dovetail`; gives what it resolved to or how it was rejected. */
const script = (page, method, ...args) => {
  const packed = args.map((it) => (it instanceof Uint8Array ? { bytes: [...it] } : { it }));
  return page.evaluate(
    ([method, packed]) =>
      window.dovetail[method](...packed.map(({ bytes, it }) => (bytes ? Uint8Array.from(bytes) : it))).then(
        (value) => ({ value }),
        (error) => ({ isError: error instanceof Error, code: error.code, message: error.message }),
      ),
    [method, packed],
  );
};

userTest('a script edits WIT and reads the diagnostics', {}, async (page) => {
  await script(page, 'setFile', 'extra/extra.wit', '// é\npackage :x;');
  const { value } = await script(page, 'diagnostics');
  const extra = value.filter(({ path }) => path === 'extra/extra.wit');
  assert.equal(extra[0].severity, 'error');
  assert.deepEqual(extra[0].span, { start: 14, end: 15 });
});

userTest('a script turns features of WIT on and off', {}, async (page) => {
  await script(page, 'setFile', 'wit/text.wit', 'package example:text@0.1.0;\n\nworld w {\n  import wasi:clocks/timezone@0.2.12;\n}\n');
  const shown = async () => (await script(page, 'diagnostics')).value.map(({ message }) => message).filter((it) => it.includes('feature'));
  assert.match((await shown()).join(), /`timezone` is behind feature `clocks-timezone`, which is off/);
  assert.deepEqual((await script(page, 'setFeatures', ['other', 'clocks-timezone'])).value, []);
  assert.deepEqual(await shown(), []);
  assert.deepEqual((await script(page, 'getFeatures')).value, ['clocks-timezone', 'other']);
  assert.deepEqual((await script(page, 'setFeatures', [])).value, ['clocks-timezone', 'other']);
  assert.equal((await shown()).length, 1);
  assert.equal((await script(page, 'setFeatures', 'other')).code, 'bad-options');
});

userTest('a script adds, inspects and composes components', {}, async (page) => {
  await script(page, 'setFile', 'compose.wac', 'package my:own;\nlet p = new my:processor {};\nexport p...;\n');
  const bytes = await repositoryFile('wit-samples/text-bridge/text-processor.wasm');
  assert.equal((await script(page, 'addComponent', 'my:processor', bytes)).value.validation.kind, 'valid');
  const { value: inspection } = await script(page, 'inspect', 'composition');
  assert.deepEqual(inspection.functions.map(({ id }) => id), ['example:text/process@0.1.0#clean']);
  const { value: ran } = await script(page, 'call', 'composition', 'clean', '" a  b "');
  assert.equal(ran.result, '{text: "a b", words: 2}');
  assert.ok(ran.timings.call >= 0);
});

userTest('a script rewires a composition and asks why a wire fits', {}, async (page) => {
  const [from, to] = ['processor', 'reporter'].map((name) => `instance:${name}`);
  const port = 'example:text/process@0.1.0';
  const { value: left } = await script(page, 'arrange', { edit: 'disconnect', to, to_port: port });
  assert.match(left.done, /`process` of `reporter` is left open/);
  assert.match((await script(page, 'getFile', 'compose.wac')).value, /new example:text-reporter \{ \.\.\. \}/);
  const { value: prospects } = await script(page, 'prospects');
  const fits = prospects.wires.filter((it) => it.from.id === from && it.to.id === to && it.to_port === port);
  assert.deepEqual(fits.map(({ likeness }) => likeness.kind), ['fits']);
  const ends = { from: { kind: 'node', id: from }, from_port: port, to: { kind: 'node', id: to }, to_port: port };
  const { value: report } = await script(page, 'explainWire', ends);
  assert.equal(report.likeness.kind, 'fits');
  // Asked for at once, made one after the other.
  const connect = { edit: 'connect', from, from_port: port, to, to_port: port };
  const rename = { edit: 'rename', node: to, name: 'teller' };
  const both = await Promise.all([script(page, 'arrange', connect), script(page, 'arrange', rename)]);
  assert.deepEqual(both.map(({ code }) => code), [undefined, undefined]);
  assert.equal((await script(page, 'call', 'composition', 'summarize', '"a  b"')).value.trap, undefined);
  assert.match((await script(page, 'getFile', 'compose.wac')).value, /let teller = new example:text-reporter/);
  assert.equal((await script(page, 'arrange', { ...rename, node: 'instance:nobody' })).code, 'edit-refused');
  assert.equal((await script(page, 'arrange', { edit: 'swap' })).code, 'bad-options');
});

userTest('a script is told of traps, loops and missing imports, and the next call works', {}, async (page) => {
  for (const name of ['faults', 'orphan']) {
    await script(page, 'addComponent', `test:${name}`, await repositoryFile(`tests/components/${name}.wat`));
  }
  const trap = await script(page, 'call', 'test:faults', 'trap');
  assert.match(trap.value.trap.message, /unreachable/);
  const overflow = await script(page, 'call', 'test:faults', 'overflow');
  assert.match(overflow.value.trap.message, /stack/i);
  assert.equal((await script(page, 'call', 'test:faults', 'spin', '', { timeout: 300 })).code, 'timed-out');
  const orphan = await script(page, 'call', 'test:orphan', 'run');
  assert.equal(orphan.code, 'missing-imports');
  assert.match(orphan.message, /example:nobody\/answers@0\.1\.0/);
  assert.match((await script(page, 'call', 'test:faults', 'trap')).value.trap.message, /unreachable/);
});

userTest('every failure is a rejection with a code and a message', {}, async (page) => {
  const broken = Uint8Array.from([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, 0xff, 0xff]);
  const refusals = {
    'refused-file': await script(page, 'addComponent', 'test:broken', broken),
    'no-such-component': await script(page, 'inspect', 'test:absent'),
    'no-such-function': await script(page, 'call', 'composition', 'no-such-function'),
    'bad-arguments': await script(page, 'call', 'composition', 'summarize', '42'),
  };
  for (const [code, refusal] of Object.entries(refusals)) {
    assert.equal(refusal.code, code, JSON.stringify(refusal));
    assert.ok(refusal.isError && refusal.message.length > 10);
  }
});

/** What a trap of WebAssembly does, at the next question: no text is known that makes one. */
const breakEngine = async (page) => {
  for (const worker of page.workers().filter((it) => !it.url().includes('runner'))) {
    await worker.evaluate(() => {
      self.onmessage = () => {
        throw new Error('unreachable');
      };
    });
  }
};

userTest('a question that kills the engine costs only itself, and the next is answered', { mayLog: /unreachable|worker|Uncaught/i }, async (page) => {
  const bytes = await repositoryFile('wit-samples/text-bridge/text-processor.wasm');
  const add = () => script(page, 'addComponent', 'my:processor', bytes);
  // The page may have a question of its own before ours.
  let died = {};
  for (let tries = 0; tries < 9 && !died.isError; tries += 1) {
    await breakEngine(page);
    died = await add();
  }
  assert.match(died.message, /the engine stopped working on this and was started again/);
  assert.equal((await add()).value.validation.kind, 'valid');
});

userTest('a text that is nested too deep is refused at its place', {}, async (page) => {
  await script(page, 'setFile', 'compose.wac', `package my:own;\nlet x = ${'('.repeat(100_000)};\n`);
  await script(page, 'compose');
  const { value } = await script(page, 'diagnostics');
  const [found] = value.filter(({ path }) => path === 'compose.wac');
  assert.match(found.message, /brackets are open here/);
});
