/** Whether something is small enough to be kept in a trace. */

/** More parts, or longer texts, are not kept. */
const MOST_PARTS = 500;
const LONGEST_TEXT = 4096;

export function isSmall(native: unknown): boolean {
  let left = MOST_PARTS;
  const fits = (part: unknown): boolean => {
    left -= 1;
    if (left < 0) return false;
    if (typeof part === 'string') return part.length <= LONGEST_TEXT;
    if (ArrayBuffer.isView(part)) {
      left -= part.byteLength;
      return left >= 0;
    }
    if (Array.isArray(part)) return part.length <= left && part.every(fits);
    if (part instanceof Map) return part.size <= left && [...part].every(fits);
    const isPlain = typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype;
    return !isPlain || Object.values(part).every(fits);
  };
  return fits(native);
}
