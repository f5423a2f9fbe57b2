/**
 * WIT names as the generated JavaScript has them.
 *
 * js-component-bindgen writes `HTTP-request` as `httpRequest`, a resource as a class, and a
 * method's name without its `[method]bucket.` prefix.
 */

/** `HTTP-request` → `httpRequest` */
export function camelCase(name: string): string {
  return words(name)
    .map((word, index) => (index === 0 ? word : capitalized(word)))
    .join('');
}

/** `dark-bucket` → `DarkBucket` */
export function pascalCase(name: string): string {
  return words(name).map(capitalized).join('');
}

/** A function's name in an interface, taken apart. */
export type FunctionName =
  | { readonly kind: 'freestanding'; readonly name: string }
  | { readonly kind: 'constructor'; readonly resource: string }
  | { readonly kind: 'method' | 'static'; readonly resource: string; readonly name: string };

/** Takes apart a name as it stands in the binary, such as `[method]bucket.get`. */
export function functionName(name: string): FunctionName {
  const member = /^\[(?:async )?(method|static)\]([^.]+)\.(.+)$/.exec(name);
  if (member !== null) {
    const [, kind, resource = '', own = ''] = member;
    return { kind: kind === 'method' ? 'method' : 'static', resource, name: own };
  }
  const made = /^\[constructor\](.+)$/.exec(name);
  if (made !== null) return { kind: 'constructor', resource: made[1] ?? '' };
  return { kind: 'freestanding', name: name.replace(/^\[[^\]]*\]/, '') };
}

/** An interface's name without its version, and the version's compatible part: `0.2`, `0.3`, `1`. */
export function interfaceName(full: string): { readonly name: string; readonly track: string } {
  const at = full.lastIndexOf('@');
  if (at < 0) return { name: full, track: '' };
  const [major = '', minor = ''] = full.slice(at + 1).split('.');
  return { name: full.slice(0, at), track: major === '0' ? `0.${minor}` : major };
}

function words(name: string): string[] {
  return name.replace(/^%/, '').toLowerCase().split('-');
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
