// Bundles the editor, the run worker and the frame's service worker into dist/. With `tests` it bundles the unit tests into
// build/tests/, with `browser` the tests that need a browser into build/browser/, with `bench` the worker that measures
// calls into build/bench/.

import { readdir, readFile, rm } from 'node:fs/promises';
import { build } from 'esbuild';

/** Declarations of ECMAScript, out of TypeScript: file name to text. */
const libraries = {
  name: 'libraries',
  setup(build) {
    const name = 'typescript-libraries';
    build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: name }));
    build.onLoad({ filter: /./, namespace: name }, async () => {
      const folder = 'node_modules/typescript-service/lib';
      const texts = {};
      const take = async (library) => {
        const file = `lib.${library}.d.ts`;
        texts[file] = await readFile(`${folder}/${file}`, 'utf8');
        const named = texts[file].matchAll(/^\/\/\/ <reference lib="(.*)" \/>/gm);
        for (const [, library] of named) if (!(`lib.${library}.d.ts` in texts)) await take(library);
      };
      await take('esnext');
      return { contents: JSON.stringify(texts), loader: 'json' };
    });
  },
};

const shared = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  plugins: [libraries],
  logLevel: 'warning',
};

switch (process.argv[2]) {
  case 'tests':
    await buildTests('.test.ts', 'build/tests');
    break;
  case 'browser':
    await buildTests('.browser.ts', 'build/browser');
    break;
  case 'bench':
    await build({ ...shared, outdir: 'build/bench', platform: 'browser', entryPoints: ['bench/worker.ts'] });
    break;
  default:
    await buildPage();
}

async function buildPage() {
  const page = { ...shared, outdir: 'dist', platform: 'browser', minify: true };
  await rm('dist', { recursive: true, force: true });
  await build({
    ...page,
    entryPoints: {
      editor: 'editor/editor.ts',
      'editor-more': 'editor/more.ts',
      'editor-script': 'editor/languages/script.ts',
    },
    splitting: true,
    // What both parts of the editor use is one file, for there are two.
    chunkNames: 'editor-core',
  });
  const platform = ['clone', 'text', 'url'].map((name) => [`platform-${name}`, `platform/${name}.js`]);
  await build({ ...page, entryPoints: Object.fromEntries(platform), define: { global: 'globalThis' } });
  await build({ ...page, entryPoints: { runner: 'runner/worker.ts' } });
  await build({ ...page, entryPoints: { strip: 'script/stripper.ts', typescript: 'script/typescript.ts' } });
  const define = { INSIDE: JSON.stringify(await scriptInside()) };
  await build({ ...page, format: 'iife', entryPoints: { frame: 'frame/service-worker.ts' }, define });
  for (const name of await readdir('dist')) {
    const bytes = await readFile(`dist/${name}`);
    console.log(`${name}: ${(bytes.length / 1024).toFixed(1)} KB`);
  }
}

/** What the service worker puts before every page of the frame, fit to stand in a `<script>`. */
async function scriptInside() {
  const inside = { ...shared, platform: 'browser', minify: true, format: 'iife', charset: 'ascii' };
  const { outputFiles } = await build({ ...inside, entryPoints: ['frame/inside/main.ts'], write: false });
  return outputFiles[0].text.replaceAll('</', '<\\/').trim();
}

async function buildTests(ending, outdir) {
  await rm(outdir, { recursive: true, force: true });
  const files = await readdir('.', { recursive: true });
  await build({
    ...shared,
    entryPoints: files.filter((file) => file.endsWith(ending) && !file.includes('node_modules')),
    outdir,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    external: await outside(),
    sourcemap: 'inline',
  });
}

/** Packages that Node.js loads by itself; of the others there are parts in use that it cannot find. */
async function outside() {
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => name !== 'sucrase');
  return names.flatMap((name) => [name, `${name}/*`]);
}
