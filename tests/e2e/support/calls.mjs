// How often an instance is called: in the run worker of the page, and in Node.js as jco makes it.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { visit } from './browser.mjs';
import { openSample, sampleNamed } from './samples.mjs';

const INTERFACE = 'example:greeter/greet@0.1.0';
const CHANNEL = 'bench-calls';
/** Where `web/bench/worker.ts` tells what it measured. */
const MEASURED = 'bench-crossings';

/** Calls in a second, the best of some rounds. Runs in the worker too. */
async function rateOf(instantiate, cores, name) {
  const exports = await instantiate((core) => cores.get(core), {});
  const person = { name: 'Ada', age: 36 };
  const round = (milliseconds) => {
    const start = performance.now();
    let calls = 0;
    let took = 0;
    while (took < milliseconds) {
      for (let turn = 0; turn < 500; turn += 1) exports[name].hello(person);
      calls += 500;
      took = performance.now() - start;
    }
    return (calls / took) * 1000;
  };
  round(500);
  return Math.max(...Array.from({ length: 7 }, () => round(150)));
}

/** Stands in for the run worker: calls what it is given, and tells how often it could. */
const WORKER = `
  ${rateOf}
  addEventListener('message', async ({ data: { transpiled } }) => {
    if (transpiled === undefined) return;
    const address = URL.createObjectURL(new Blob([transpiled.js], { type: 'text/javascript' }));
    const { instantiate } = await import(address);
    const cores = transpiled.cores.map(async ({ name, bytes }) => [name, await WebAssembly.compile(bytes)]);
    const rate = await rateOf(instantiate, new Map(await Promise.all(cores)), '${INTERFACE}');
    new BroadcastChannel('${CHANNEL}').postMessage(rate);
  });
`;

/** In the tab: what the engine made of the greeter, called in the worker that runs it. */
export async function callsInTab(browser) {
  // The page has a worker ready for the next run: only a new page has none of the ordinary ones.
  const page = await visit(browser, '/', {}, (page) =>
    page.route('**/runner.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: WORKER });
    }),
  );
  try {
    const greeter = await sampleNamed('greeter');
    await openSample(page, greeter);
    return await page.evaluate(
      ([channel, call]) =>
        new Promise((resolve) => {
          new BroadcastChannel(channel).onmessage = ({ data }) => resolve(data);
          // It never ends by itself.
          window.dovetail.call('composition', call.function, call.args).catch(() => {});
        }),
      [CHANNEL, greeter.calls[0].call],
    );
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  }
}

/**
 * What `web/bench/worker.ts` measures of the call that `start` makes, on a page on which it stands in for the run
 * worker: the page has one ready for the next run, so that it must be new.
 */
export async function measuredInTab(browser, start) {
  const body = await readFile(new URL('../../../web/build/bench/worker.js', import.meta.url), 'utf8');
  const page = await visit(browser, '/', {}, (page) =>
    page.route('**/runner.js', async (route) => {
      await route.fulfill({ response: await route.fetch(), body });
    }),
  );
  try {
    await page.evaluate((channel) => {
      window.measured = new Promise((resolve) => {
        new BroadcastChannel(channel).onmessage = ({ data }) => resolve(data);
      });
    }, MEASURED);
    await start(page);
    return await page.evaluate(() => window.measured);
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  }
}

/** In Node.js: what jco made of the same bytes. */
export async function callsOfJco({ files }) {
  const folder = await mkdtemp(join(tmpdir(), 'dovetail-calls-'));
  try {
    const cores = new Map();
    for (const [path, bytes] of Object.entries(files)) {
      if (path.endsWith('.wasm')) cores.set(path, await WebAssembly.compile(bytes));
    }
    const script = join(folder, 'component.mjs');
    await writeFile(script, files['component.js']);
    const { instantiate } = await import(pathToFileURL(script).href);
    return await rateOf(instantiate, cores, INTERFACE);
  } finally {
    await rm(folder, { recursive: true });
  }
}
