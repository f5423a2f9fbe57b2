// The samples of the gallery, opened through the page's scripting API.

import { url } from './browser.mjs';

/** Every sample, as `samples/index.json` lists them. */
export async function samples() {
  return (await fetch(`${url}/samples/index.json`)).json();
}

/** The sample of this name. */
export async function sampleNamed(name) {
  const found = (await samples()).find((sample) => sample.name === name);
  if (found === undefined) throw new Error(`there is no sample \`${name}\``);
  return found;
}

/** Puts a sample's files and components into the page's workspace. */
export function openSample(page, sample) {
  return page.evaluate(async ({ name, files, components }) => {
    const fetched = (path) => fetch(`samples/${name}/${path}`);
    for (const { name, file } of components) {
      const bytes = await (await fetched(file)).arrayBuffer();
      await window.dovetail.addComponent(name, new Uint8Array(bytes));
    }
    for (const path of files.filter((path) => /\.(wit|wac)$/.test(path))) {
      await window.dovetail.setFile(path, await (await fetched(path)).text());
    }
  }, sample);
}

/**
 * Runs a call and gives what came of it, in the shape of a sample's `expected`, and its timings.
 *
 * @param {string} target a component's name, or `composition`
 * @param {'browser' | 'server'} place
 */
export function runCall(page, target, call, place) {
  return page.evaluate(
    async ([target, call, place]) => {
      const { dovetail } = window;
      const told = ({ trap, timings }, came) => ({
        came: trap ? { kind: 'trapped', trap } : came,
        timings,
      });
      switch (call.kind) {
        case 'function': {
          const ran = await dovetail.call(target, call.function, call.args, { place });
          return told(ran, { kind: 'returned', wave: ran.result ?? '' });
        }
        case 'command': {
          const { args, env, stdin, files } = call;
          const ran = await dovetail.runCommand(target, { args, env, stdin, files, place });
          return told(ran, { kind: 'exited', code: ran.code, stdout: ran.stdout });
        }
        case 'http': {
          const headers = call.headers.map(({ name, value }) => [name, value]);
          const { method, path, body } = call;
          const ran = await dovetail.http(target, { method, path, headers, body, place });
          return told(ran, { kind: 'responded', status: ran.status, body: ran.text });
        }
        default:
          throw new Error(`a call of kind ${call.kind}`);
      }
    },
    [target, call, place],
  );
}

/** What scripts call a sample's target. */
export function targetName(target) {
  return target.kind === 'composition' ? 'composition' : target.name;
}
