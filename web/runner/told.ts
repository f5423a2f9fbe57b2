/**
 * What a component of JavaScript says of a fault before it traps. One without standard error keeps it in its
 * memory, behind a mark that the author of such components knows as well.
 */

const MARK = 'dovetail told:';
const memories = new Set<WebAssembly.Memory>();

/** Keeps the memories of a core module's instance, to look into them after a trap. */
export function remember({ exports }: WebAssembly.Instance): void {
  for (const it of Object.values(exports)) if (it instanceof WebAssembly.Memory) memories.add(it);
}

/** The words of any instance; none where nothing was said. */
export function told(): string | null {
  const texts = [...memories].map(({ buffer }) => wordsIn(new Uint8Array(buffer)));
  return texts.find((text) => text !== '') ?? null;
}

/** What stands behind the mark, to the first byte that is zero. */
function wordsIn(memory: Uint8Array): string {
  const mark = new TextEncoder().encode(MARK);
  for (let at = memory.indexOf(mark[0] ?? 0); at >= 0; at = memory.indexOf(mark[0] ?? 0, at + 1)) {
    if (!mark.every((byte, index) => memory[at + index] === byte)) continue;
    const words = memory.subarray(at + mark.length);
    const text = words.subarray(0, Math.max(0, words.indexOf(0)));
    if (text.length > 0) return new TextDecoder().decode(text.slice()).trimEnd();
  }
  return '';
}
