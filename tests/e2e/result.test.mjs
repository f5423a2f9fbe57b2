// What comes of a composition, and composed components taken apart.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addFiles, chooseMenu, chooseSample, picked, press, ready, replaceText, says, userTest } from './support/user.mjs';
import { unzip } from './support/zip.mjs';

const dock = (page, name) => page.getByRole('tabpanel', { name, exact: true });
const open = (page, name) => page.getByRole('tab', { name, exact: true }).press('Enter');

async function downloaded(page, start) {
  const [download] = await Promise.all([page.waitForEvent('download'), start()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

userTest('a user reads where the composition can run, and takes it home by its SHA-256', { context: { acceptDownloads: true } }, async (page) => {
  await chooseSample(page, /CLI hello/);
  await open(page, 'Result');
  const result = dock(page, 'Result');
  await says(result, 'A tab gives all that it imports: it runs here.', 'wasi:cli/environment@0.2.6');
  const { bytes } = await downloaded(page, () => result.getByRole('button', { name: 'Download .wasm' }).press('Enter'));
  const digest = createHash('sha256').update(bytes).digest('hex');
  await says(result, digest);
  await result.getByRole('checkbox', { name: 'Strip names' }).check();
  await page.waitForFunction((old) => {
    const code = document.querySelector('.result-digest code');
    return code !== null && code.textContent !== old;
  }, digest);
  const stripped = await downloaded(page, () => result.getByRole('button', { name: 'Download .wasm' }).press('Enter'));
  assert.ok(stripped.bytes.length < bytes.length);
});

userTest('a user takes the composition home as JavaScript, and Node.js runs it', { context: { acceptDownloads: true } }, async (page) => {
  await chooseSample(page, /Text bridge/);
  await open(page, 'Result');
  const result = dock(page, 'Result');
  const zip = await downloaded(page, () => result.getByRole('button', { name: 'Download for Node.js' }).press('Enter'));
  assert.equal(zip.name, 'text-bridge.zip');
  const folder = await mkdtemp(join(tmpdir(), 'dovetail-package-'));
  try {
    const paths = await unzip(zip.bytes, folder);
    for (const path of ['package.json', 'README.md', 'component.js', 'component.d.ts', 'component.core.wasm']) {
      assert.ok(paths.includes(`text-bridge/${path}`), path);
    }
    const script = "import { report } from 'text-bridge'; console.log(report.summarize('  The  Model '))";
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: join(folder, 'text-bridge'), encoding: 'utf8' });
    assert.equal(told, '2 words: The Model\n');
  } finally {
    await rm(folder, { recursive: true });
  }
});

userTest('an import that nobody gives says what to do', {}, async (page) => {
  await replaceText(page, 'compose.wac', 'package a:b;\nlet reporter = new example:text-reporter { ... };\nexport reporter...;\n');
  await open(page, 'Result');
  await says(dock(page, 'Result'), /One import is given by nobody/, 'example:text/process@0.1.0', /another component must/);
});

userTest('a user copies the commands and takes a script home', { context: { acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
  await open(page, 'CLI');
  const cli = dock(page, 'CLI');
  await says(cli, /wac compose/, /wasm-tools validate/, /jco transpile/, /wasmtime run --invoke/);
  await press(page, 'Copy the command: Compose');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^wac compose .*-d example:text-processor=components\/example\/text-processor\.wasm/s);
  const zip = await downloaded(page, () => press(page, 'Download as zip'));
  assert.match(zip.name, /\.zip$/);
  const names = zip.bytes.toString('latin1');
  for (const name of ['make.sh', 'README.md', 'compose.wac', 'components/example/text-reporter.wasm']) {
    assert.ok(names.includes(name), name);
  }
});

userTest('a user drops a composed component, sees its parts and takes it apart', {}, async (page) => {
  await ready(page);
  const composed = await page.evaluate(async () => {
    const { bytes } = await window.dovetail.compose();
    return [...bytes];
  });
  await chooseSample(page, /New workspace/);
  await addFiles(page, [{ name: 'whole.wasm', mimeType: 'application/wasm', buffer: Buffer.from(composed) }]);
  await page.getByRole('button', { name: 'Actions for local:whole' }).waitFor();
  await chooseMenu(page, 'Actions for local:whole', /X-ray/);
  const xray = dock(page, 'X-ray');
  await says(xray, 'the text makes the same bytes', 'local:processor', 'local:reporter', /let reporter = new/);
  await press(page, 'Take apart');
  await page.getByRole('button', { name: 'Actions for local:reporter' }).waitFor();
  await page.getByRole('tab', { name: 'compose.wac' }).or(page.getByRole('treeitem', { name: /compose\.wac/ })).first().waitFor();
  await open(page, 'Result');
  await says(dock(page, 'Result'), 'It imports nothing: it runs anywhere.');
});

userTest('a configuration of wasm-tools compose becomes a composition', {}, async (page) => {
  await chooseSample(page, /New workspace/);
  const config = 'dependencies:\n  example:text/process@0.1.0: parts/text-processor.wasm\n';
  await addFiles(page, [
    await picked('wit-samples/text-bridge/text-processor.wasm'),
    await picked('wit-samples/text-bridge/text-reporter.wasm'),
    { name: 'config.yml', mimeType: 'text/yaml', buffer: Buffer.from(config) },
  ]);
  await open(page, 'Result');
  await says(dock(page, 'Result'), 'It imports nothing: it runs anywhere.');
});
