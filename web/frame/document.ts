/** Puts a script into a page before anything of the page's own, without changing how it is read. */

/** A byte order mark, white space, comments and the document type: what may stand before a script. */
const BEFORE = /^\uFEFF?(?:\s|<!--[^]*?-->)*(?:<!doctype[^>]*>)?/i;

/** Where the beginning of a page may still go on as what stands before a script. */
const UNDECIDED = /^\uFEFF?(?:\s|<!--[^]*?-->)*(?:<(?:!(?:-(?:-[^]*)?|d[^>]*)?)?)?$/i;

/** More than this is not waited for before the script is put in, in bytes. */
const MOST = 16 * 1024;

/** The page with `script` as far in front as can be. Bytes are ASCII as far as this has to look. */
export function withScript(script: string): TransformStream<Uint8Array, Uint8Array> {
  let held: Uint8Array | null = new Uint8Array();
  const put = (bytes: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) => {
    // Each byte is one character, so that a place in the text is one in the bytes.
    const at = BEFORE.exec(new TextDecoder('latin1').decode(bytes).replace(/^ï»¿/, '   '))?.[0].length ?? 0;
    controller.enqueue(bytes.subarray(0, at));
    controller.enqueue(new TextEncoder().encode(script));
    controller.enqueue(bytes.subarray(at));
  };
  return new TransformStream({
    transform(chunk, controller) {
      if (held === null) return controller.enqueue(chunk);
      const all: Uint8Array = new Uint8Array([...held, ...chunk]);
      held = all;
      if (all.length < MOST && UNDECIDED.test(new TextDecoder().decode(all))) return;
      held = null;
      put(all, controller);
    },
    flush(controller) {
      if (held !== null) put(held, controller);
    },
  });
}
