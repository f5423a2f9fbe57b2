// Measures what only a browser can tell, and prints it as one line of JSON for `cargo xtask bench`.
//
//   node bench.mjs speed [FOLDER OF JCO]   edits, transpiling beside jco, runs
//   node bench.mjs compose SAMPLE FILE     writes a sample's composed component

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { launch, url, visit } from './support/browser.mjs';
import { callsInTab, callsOfJco, measuredInTab } from './support/calls.mjs';
import { openSample, runCall, sampleNamed, samples } from './support/samples.mjs';

const EDITS = 200;
const RUNS = 20;
const TRANSPILES = 9;
const NODES = 100;
const COMPOSITIONS = 20;
/** Blocks of 4 KiB that are 10 MB. */
const BLOCKS = 2560;
/** Runs after which no more memory may be held than before. */
const MANY_RUNS = 1000;
const BUILDS = 10;

const [verb, ...rest] = process.argv.slice(2);
const browser = await launch();
try {
  if (verb === 'compose') {
    const page = await visit(browser);
    await openSample(page, await sampleNamed(rest[0]));
    await writeFile(rest[1], await composed(page));
  } else {
    console.log(JSON.stringify(await speed(rest[0])));
  }
} finally {
  await browser.close();
}

/** Measures each on a page of its own, so that no figure hangs on what was measured before. */
async function speed(jco) {
  const measures = {
    edits: (page) => measureEdits(page, ['include wasi:http/proxy@0.2.4;']),
    editsOfAll: async (page) => measureEdits(page, await importsOfEveryPackage(page)),
    completions: measureCompletions,
    canvas: measureCanvas,
    transpiles: (page) => measureTranspiles(page, jco),
    compositions: measureCompositions,
    largeComposition: measureLargeComposition,
    prospects: measureProspects,
    builds: measureBuilds,
    runs: (page) => measureRuns(page, 'browser'),
    serverRuns: (page) => measureRuns(page, 'server'),
    firstOutput: measureFirstOutput,
    output: measureOutput,
    calls: (page) => measureCalls(page, jco),
    crossings: measureCrossings,
    asyncCalls: measureAsyncCalls,
    memory: measureMemory,
  };
  const measured = {};
  for (const [name, measure] of Object.entries(measures)) {
    const page = await visit(browser);
    measured[name] = await measure(page);
    await page.context().close();
  }
  return measured;
}

/** Milliseconds from a changed text to its findings, with these lines in its world. */
function measureEdits(page, lines) {
  return page.evaluate(async ([edits, lines]) => {
    const times = [];
    for (let edit = 0; edit < edits; edit += 1) {
      const wrong = edit % 2 === 0 ? 'nowhere' : 'string';
      const text = `package bench:edits@0.1.0;

world service {
  ${lines.join('\n  ')}
  export edit${edit}: func(a: u32) -> ${wrong};
}
`;
      const start = performance.now();
      await window.dovetail.setFile('bench/bench.wit', text);
      const found = await window.dovetail.diagnostics();
      times.push(performance.now() - start);
      const seen = found.some(({ path, message }) => path === 'bench/bench.wit' && message.includes('nowhere'));
      if (seen !== (edit % 2 === 0)) {
        throw new Error(`edit ${edit} found ${JSON.stringify(found)}`);
      }
    }
    return times;
  }, [EDITS, lines]);
}

/** Milliseconds from the sources to the component: the first time, after edits of JavaScript, of WIT. */
function measureBuilds(page) {
  return page.evaluate(async (builds) => {
    const wit = (edit) => `package bench:made@0.1.0;\n\nworld made {\n  export greet: func(name: string) -> string;\n  export edit${edit}: func();\n}\n`;
    const script = (edit, of) => `export const greet = (name) => \`${edit} \${name}\`;\nexport const edit${of} = () => {};\n`;
    const times = { first: [], scripts: [], worlds: [] };
    await window.dovetail.setFile('made/made.wit', wit(0));
    const first = performance.now();
    const path = await window.dovetail.implement('bench:made/made@0.1.0');
    times.first.push(performance.now() - first);
    for (let edit = 1; edit <= 2 * builds; edit += 1) {
      const world = Math.max(0, edit - builds);
      await window.dovetail.setFile(path, script(edit, world));
      if (world > 0) await window.dovetail.setFile('made/made.wit', wit(world));
      const start = performance.now();
      await window.dovetail.build('bench:made');
      (world > 0 ? times.worlds : times.scripts).push(performance.now() - start);
    }
    return times;
  }, BUILDS);
}

/** An import of one interface of each bundled package. */
function importsOfEveryPackage(page) {
  return page.evaluate(async () => {
    const packages = await (await fetch('wit-pack.json')).json();
    return packages.flatMap(({ name, files }) => {
      const [, declared] = /^interface ([a-z0-9-]+)/m.exec(Object.values(files).join('\n')) ?? [];
      const [id, version] = name.split('@');
      return declared === undefined ? [] : [`import ${id}/${declared}@${version};`];
    });
  });
}

/** Milliseconds from a question to what could be written, with all of `wasi:http` in scope. */
function measureCompletions(page) {
  return page.evaluate(async (questions) => {
    const before = 'package bench:complete@0.1.0;\n\nworld service {\n  include wasi:http/proxy@0.2.4;\n  import wasi:';
    const times = [];
    for (let question = 0; question < questions; question += 1) {
      await window.dovetail.setFile('complete/complete.wit', `${before}\n}\n// ${question}\n`);
      const start = performance.now();
      const { items } = await window.dovetail.complete('complete/complete.wit', before.length);
      times.push(performance.now() - start);
      if (items.length === 0) throw new Error('nothing could be written');
    }
    return times;
  }, EDITS);
}

/** A composition of a hundred instances: laying them out, and frames while they are dragged. */
async function measureCanvas(page) {
  await openSample(page, await sampleNamed('text-bridge'));
  await page.evaluate(async (pairs) => {
    const pair = (_, at) =>
      `let p${at} = new example:text-processor {};\nlet r${at} = new example:text-reporter { ...p${at} };\n`;
    const text = Array.from({ length: pairs }, pair).join('');
    await window.dovetail.setFile('compose.wac', `package bench:canvas;\n\n${text}\nexport r0.report;\n`);
    await window.dovetail.compose();
  }, NODES / 2);
  await page.getByRole('tab', { name: 'Canvas' }).click();
  const nodes = page.locator('.node.instance');
  await nodes.nth(NODES - 1).waitFor({ state: 'attached' });
  const layouts = await page.evaluate((turns) => {
    const tidy = document.querySelector('[aria-label="Tidy"]');
    return Array.from({ length: turns }, () => {
      const start = performance.now();
      tidy.click();
      return performance.now() - start;
    });
  }, RUNS);
  // One in the middle of what is seen.
  const node = nodes.nth(NODES / 2);
  const one = await measureDrag(page, node);
  await page.keyboard.press('ControlOrMeta+a');
  return { layouts, one, all: await measureDrag(page, node) };
}

/** Milliseconds between the frames while a node is dragged to and fro. */
async function measureDrag(page, node) {
  const box = await node.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + 4];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 20);
  await page.evaluate(() => {
    window.frameTimes = [];
    const tick = (now) => {
      window.frameTimes?.push(now);
      if (window.frameTimes) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  for (let move = 0; move < EDITS; move += 1) {
    await page.mouse.move(x + 60 + 50 * Math.sin(move / 10), y + 40 + 30 * Math.cos(move / 10));
  }
  const frames = await page.evaluate(() => {
    const all = window.frameTimes;
    window.frameTimes = undefined;
    return all;
  });
  await page.mouse.up();
  const after = await node.boundingBox();
  if (Math.hypot(after.x - box.x, after.y - box.y) < 8) throw new Error('the node was not dragged');
  return frames.slice(1).map((now, at) => now - frames[at]);
}

/** Each sample's composition: how long our engine and jco take to transpile it. */
async function measureTranspiles(page, jco) {
  const theirs = jco === undefined ? undefined : await loadJco(jco);
  const measured = [];
  for (const sample of await samples()) {
    await openSample(page, sample);
    const bytes = await composed(page);
    const entry = { name: sample.name, bytes: bytes.length, ours: [], jco: [] };
    for (let turn = 0; turn < TRANSPILES; turn += 1) {
      // A custom section makes it another component, which no cache knows.
      const unseen = Buffer.concat([bytes, customSection(`turn-${Date.now()}-${turn}`)]);
      entry.ours.push(await transpileHere(page, sample, unseen));
      if (theirs !== undefined) {
        const start = performance.now();
        await theirs(unseen);
        entry.jco.push(performance.now() - start);
      }
    }
    measured.push(entry);
  }
  return measured;
}

/** Each sample's composition: milliseconds from a changed text to the composed component. */
async function measureCompositions(page) {
  const measured = [];
  for (const sample of await samples()) {
    await openSample(page, sample);
    const path = sample.files.find((path) => path.endsWith('.wac'));
    const text = await page.evaluate((path) => window.dovetail.getFile(path), path);
    measured.push({ name: sample.name, times: await measureRecomposing(page, path, text) });
  }
  return measured;
}

/** The same of ten components with a megabyte of code each. */
async function measureLargeComposition(page) {
  await openSample(page, await sampleNamed('text-bridge'));
  const statements = [];
  for (let number = 0; number < 10; number += 1) {
    const bytes = Buffer.concat([await bytesOfProcessor(), codeSection(1_000_000 + number)]);
    await page.evaluate(
      async ([name, base64]) => {
        const { buffer } = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        await window.dovetail.addComponent(name, new Uint8Array(buffer));
      },
      [`bench:large${number}`, bytes.toString('base64')],
    );
    statements.push(`let large${number} = new bench:large${number} { ... };`);
  }
  const text = `package bench:large;\n${statements.join('\n')}\nexport large0...;\n`;
  return measureRecomposing(page, 'compose.wac', text);
}

function measureRecomposing(page, path, text) {
  return page.evaluate(async ([path, text, compositions]) => {
    const times = [];
    for (let edit = -10; edit <= compositions; edit += 1) {
      const start = performance.now();
      await window.dovetail.setFile(path, `${text}// ${edit}\n`);
      const { bytes, diagnostics } = await window.dovetail.compose();
      // The first ones read the components, while the browser still compiles the engine.
      if (edit > 0) times.push(performance.now() - start);
      if (!bytes) throw new Error(`${path} has ${JSON.stringify(diagnostics)}`);
    }
    await window.dovetail.setFile(path, text);
    return times;
  }, [path, text, COMPOSITIONS]);
}

/** Milliseconds to all wires that could be among 200 instances. */
async function measureProspects(page) {
  await openSample(page, await sampleNamed('text-bridge'));
  return page.evaluate(async (turns) => {
    const times = [];
    for (let turn = 0; turn < turns; turn += 1) {
      let text = `package bench:many;\n// ${turn}\n`;
      for (let number = 0; number < 100; number += 1) {
        text += `let p${number} = new example:text-processor { ... };\n`;
        text += `let r${number} = new example:text-reporter { ... };\n`;
      }
      await window.dovetail.setFile('compose.wac', `${text}export r0...;\n`);
      await window.dovetail.compose();
      const start = performance.now();
      const { wires } = await window.dovetail.prospects();
      times.push(performance.now() - start);
      if (wires.length < 10_000) throw new Error(`${wires.length} wires`);
    }
    return times;
  }, TRANSPILES);
}

async function bytesOfProcessor() {
  const fetched = await fetch(`${url}/samples/text-bridge/text-processor.wasm`);
  return Buffer.from(await fetched.arrayBuffer());
}

/** A core module of so many bytes of code, as a section of a component. */
function codeSection(size) {
  const section = (id, ...content) => {
    const body = Buffer.concat(content);
    return Buffer.concat([Buffer.from([id]), leb(body.length), body]);
  };
  // `i32.const 42`, `drop`, again and again.
  const body = Buffer.concat([Buffer.from([0]), Buffer.alloc(999, Buffer.from([0x41, 42, 0x1a])), Buffer.from([0x0b])]);
  const count = Math.ceil(size / (body.length + 2));
  const bodies = Array.from({ length: count }, () => Buffer.concat([leb(body.length), body]));
  return section(
    1,
    Buffer.from('\0asm\x01\0\0\0'),
    section(1, Buffer.from([1, 0x60, 0, 0])),
    section(3, leb(count), Buffer.alloc(count)),
    section(10, leb(count), ...bodies),
  );
}

function leb(number) {
  const bytes = [];
  for (; number >= 128; number >>>= 7) bytes.push((number & 127) | 128);
  return Buffer.from([...bytes, number]);
}

async function loadJco(folder) {
  const require = createRequire(`${folder}/package.json`);
  const { transpile } = await import(pathToFileURL(require.resolve('@bytecodealliance/jco')).href);
  return (bytes) => transpile(bytes, { name: 'component', instantiation: { tag: 'async' } });
}

/** The time of the stage `transpile` of one run. */
async function transpileHere(page, sample, bytes) {
  await page.evaluate(
    (bytes) => window.dovetail.addComponent('bench:transpile', Uint8Array.from(bytes)),
    [...bytes],
  );
  const { timings } = await runCall(page, 'bench:transpile', sample.calls[0].call, 'browser');
  return timings.transpile;
}

/** Runs of a function one after another: the whole time of each, and its stages. */
async function measureRuns(page, place) {
  await openSample(page, await sampleNamed('greeter'));
  const [{ call }] = (await sampleNamed('greeter')).calls;
  return page.evaluate(
    async ([call, place, runs]) => {
      const measured = [];
      for (let run = 0; run < runs; run += 1) {
        const start = performance.now();
        const { timings } = await window.dovetail.call('composition', call.function, call.args, { place });
        measured.push({ total: performance.now() - start, ...timings });
      }
      return measured;
    },
    [call, place, RUNS],
  );
}

/** The whole time of a program's run that was transpiled before, by a user who looks at what came of the last one. */
async function measureFirstOutput(page) {
  await openSample(page, await sampleNamed('cli-hello'));
  return page.evaluate(async (runs) => {
    const times = [];
    for (let run = 0; run < runs; run += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const start = performance.now();
      const { stdout } = await window.dovetail.runCommand('composition', { args: ['bench'] });
      if (run > 0 && stdout !== '') times.push(performance.now() - start);
    }
    return times;
  }, RUNS);
}

/** Milliseconds in which a program writes 10 MB. */
async function measureOutput(page) {
  const bytes = await readFile(new URL('../components/cli.wasm', import.meta.url));
  await page.evaluate((bytes) => window.dovetail.addComponent('bench:cli', Uint8Array.from(bytes)), [...bytes]);
  return page.evaluate(
    async ([blocks, runs]) => {
      const times = [];
      for (let run = 0; run < runs; run += 1) {
        const { timings } = await window.dovetail.runCommand('bench:cli', { args: ['cli', 'blocks', String(blocks)] });
        times.push(timings.call);
      }
      return times;
    },
    [BLOCKS, TRANSPILES],
  );
}

/** Calls in a second of one instance: in the tab, and of what jco makes of the same bytes in Node.js. */
async function measureCalls(page, jco) {
  await openSample(page, await sampleNamed('greeter'));
  const ours = await callsInTab(browser);
  if (jco === undefined) return { ours };
  const transpile = await loadJco(jco);
  return { ours, jco: await callsOfJco(await transpile(await composed(page))) };
}

/** Calls in a second over a wire, traced and not, of the sample that a new page shows. */
function measureCrossings() {
  return measuredInTab(browser, async (page) => {
    await page.getByRole('switch', { name: 'Trace the wires' }).check();
    await page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
  });
}

/** Milliseconds of asynchronous calls that wait for an asynchronous import. */
async function measureAsyncCalls() {
  const wat = await readFile(new URL('../components/waits.wat', import.meta.url));
  return measuredInTab(browser, async (page) => {
    await page.evaluate((bytes) => window.dovetail.addComponent('bench:waits', Uint8Array.from(bytes)), [...wat]);
    await page.evaluate(() => void window.dovetail.call('bench:waits', 'run', '1').catch(() => {}));
  });
}

/** Bytes that the page holds before and after many runs, and the workers that are left of them. */
async function measureMemory(page) {
  await openSample(page, await sampleNamed('greeter'));
  const [{ call }] = (await sampleNamed('greeter')).calls;
  const run = (runs) =>
    page.evaluate(
      async ([call, runs]) => {
        for (let run = 0; run < runs; run += 1) await window.dovetail.call('composition', call.function, call.args);
      },
      [call, runs],
    );
  const session = await page.context().newCDPSession(page);
  const held = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
    return { bytes: usedSize + backingStorageSize, workers: page.workers().length };
  };
  await run(MANY_RUNS / 10);
  const before = await held();
  await run(MANY_RUNS);
  return { before, after: await held() };
}

async function composed(page) {
  return Buffer.from(await page.evaluate(async () => [...(await window.dovetail.compose()).bytes]));
}

function customSection(text) {
  const name = Buffer.from('bench');
  const body = Buffer.concat([Buffer.from([name.length]), name, Buffer.from(text)]);
  return Buffer.concat([Buffer.from([0, body.length]), body]);
}
