/** Addresses inside of styles and modules. */

/** `url(…)` and `@import "…"`, with the address in one of the groups. */
const IN_STYLE = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/g;

/** `from "./…"`, `import "./…"` and `import("./…")`: specifiers that are addresses. */
const IN_MODULE = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])((?:\.{0,2}\/)[^"'\n]*)\2/g;

/** A style with its addresses as `to` gives them. */
export function styleWith(text: string, to: (address: string) => Promise<string>): Promise<string> {
  return replaced(text, IN_STYLE, async ([whole = '', ...groups]) => {
    const address = groups.find((group) => group !== undefined) ?? '';
    const there = `"${await to(address)}"`;
    return whole.startsWith('@') ? `@import ${there}` : `url(${there})`;
  });
}

/** A module with its addresses as `to` gives them. */
export function moduleWith(text: string, to: (address: string) => Promise<string>): Promise<string> {
  return replaced(text, IN_MODULE, async ([, before = '', , address = '']) => `${before}"${await to(address)}"`);
}

/** The address of the first picture of a `srcset`. */
export function firstOf(srcset: string): string {
  return /[^\s,]\S*/.exec(srcset)?.[0].replace(/,+$/, '') ?? '';
}

async function replaced(
  text: string,
  pattern: RegExp,
  by: (match: RegExpExecArray) => Promise<string>,
): Promise<string> {
  const matches = [...text.matchAll(pattern)];
  const texts = await Promise.all(matches.map(by));
  let end = 0;
  const parts = matches.map((match, index) => {
    const before = text.slice(end, match.index);
    end = match.index + match[0].length;
    return `${before}${texts[index]}`;
  });
  return parts.join('') + text.slice(end);
}
