/** The worker `strip.js`: takes the types out of modules. Its typed face in Rust is `app/src/client/strip.rs`. */

import { type Fault, strip, type Stripped } from './strip.ts';

/** Modules by their paths. */
interface Question {
  readonly id: number;
  readonly request: { readonly files: Readonly<Record<string, string>> };
}

/** What came of a text last, by its path: most files are as they were. */
const known = new Map<string, { readonly text: string; readonly result: Stripped | Fault }>();

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const files: [string, string][] = [];
  const faults: [string, Fault][] = [];
  for (const [path, text] of Object.entries(data.request.files)) {
    const before = known.get(path);
    const result = before?.text === text ? before.result : strip(path, text);
    known.set(path, { text, result });
    if ('text' in result) files.push([path, result.text]);
    else faults.push([path, result]);
  }
  const stripped = { files: Object.fromEntries(files), faults: Object.fromEntries(faults) };
  postMessage({ id: data.id, reply: { stripped } });
});

postMessage({ id: 0, reply: 'ready' });
