/** The worker `strip.js`: takes the types out of modules. */

import { type Fault, strip, type Stripped } from './strip.ts';

/** Modules by their paths. */
interface Question {
  readonly id: number;
  readonly files: Readonly<Record<string, string>>;
}

/** What came of each; what is no TypeScript is not among `files`. */
interface Answer {
  readonly id: number;
  readonly files: Record<string, string>;
  readonly faults: Record<string, Fault>;
}

/** What came of a text last, by its path: most files are as they were. */
const known = new Map<string, { readonly text: string; readonly result: Stripped | Fault }>();

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const answer: Answer = { id: data.id, files: {}, faults: {} };
  for (const [path, text] of Object.entries(data.files)) {
    const before = known.get(path);
    const result = before?.text === text ? before.result : strip(path, text);
    known.set(path, { text, result });
    if ('text' in result) answer.files[path] = result.text;
    else answer.faults[path] = result;
  }
  postMessage(answer);
});
