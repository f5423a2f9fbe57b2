/**
 * Rust symbols as people wrote them: `_RNvNtCs5Q8m_3std7process5abort` → `std::process::abort`.
 *
 * Both manglings of rustc are read. Generic arguments, hashes and disambiguators are left out: a
 * backtrace is to be read. Whatever does not parse is given back as it was.
 */

/** The readable form of `symbol`. */
export function demangle(symbol: string): string {
  const bare = symbol.replace(/\.llvm\.[0-9A-F]+$/i, '');
  if (bare.startsWith('_R')) return demangledV0(bare.slice(2)) ?? symbol;
  if (bare.startsWith('_ZN')) return demangledLegacy(bare.slice(3)) ?? symbol;
  return bare.replace(/::h[0-9a-f]{16}$/, '');
}

const ESCAPES = new Map([
  ['$SP$', '@'],
  ['$BP$', '*'],
  ['$RF$', '&'],
  ['$LT$', '<'],
  ['$GT$', '>'],
  ['$LP$', '('],
  ['$RP$', ')'],
  ['$C$', ','],
]);

/** `3foo3bar17h0123456789abcdefE` → `foo::bar`; null for C++, whose symbols have no hash. */
function demangledLegacy(text: string): string | null {
  const parts: string[] = [];
  let rest = text;
  for (let digits = /^\d+/.exec(rest); digits !== null; digits = /^\d+/.exec(rest)) {
    const from = digits[0].length;
    const to = from + Number(digits[0]);
    parts.push(rest.slice(from, to));
    rest = rest.slice(to);
  }
  const hash = parts.pop() ?? '';
  if (rest !== 'E' || parts.length === 0 || !/^h[0-9a-f]{16}$/.test(hash)) return null;
  return parts.map(unescaped).join('::');
}

function unescaped(part: string): string {
  return part
    .replace(/^_(?=\$)/, '')
    .replace(/\$u([0-9a-f]{2,6})\$/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\$[A-Z]{1,2}\$/g, (escape) => ESCAPES.get(escape) ?? escape)
    .replaceAll('..', '::');
}

function demangledV0(text: string): string | null {
  try {
    return new V0(text).path();
  } catch (fault) {
    if (fault instanceof Unreadable) return null;
    throw fault;
  }
}

class Unreadable extends Error {}

/** Back references can make a short symbol enormous; beyond this it is left as it is. */
const MOST_STEPS = 2000;

/** A reader of the "v0" mangling, RFC 2603. */
class V0 {
  private at = 0;
  private steps = 0;

  constructor(private readonly text: string) {}

  path(): string {
    switch (this.next()) {
      case 'C':
        return this.identifier();
      case 'M':
        this.implPath();
        return `<${this.type()}>`;
      case 'X':
        this.implPath();
        return this.qualified();
      case 'Y':
        return this.qualified();
      case 'N':
        return this.nested();
      case 'I': {
        const path = this.path();
        this.until('E', () => this.genericArgument());
        return path;
      }
      case 'B':
        return this.referred(() => this.path());
      default:
        throw new Unreadable();
    }
  }

  private qualified(): string {
    const type = this.type();
    return `<${type} as ${this.path()}>`;
  }

  private nested(): string {
    const space = this.next();
    const path = this.path();
    const name = this.identifier();
    if (space >= 'a') return name === '' ? path : `${path}::${name}`;
    return `${path}::{${space === 'C' ? 'closure' : 'shim'}}`;
  }

  private implPath(): void {
    this.disambiguator();
    this.path();
  }

  private genericArgument(): void {
    if (this.eat('L')) this.base62();
    else if (this.eat('K')) this.constant();
    else this.type();
  }

  private type(): string {
    const letter = this.peek();
    const basic = BASIC_TYPES.get(letter);
    if (basic !== undefined) {
      this.next();
      return basic;
    }
    if ('CMXYNI'.includes(letter)) return this.path();
    return this.compoundType(this.next());
  }

  private compoundType(letter: string): string {
    switch (letter) {
      case 'A': {
        const element = this.type();
        this.constant();
        return `[${element}; _]`;
      }
      case 'S':
        return `[${this.type()}]`;
      case 'T':
        return `(${this.until('E', () => this.type()).join(', ')})`;
      case 'R':
      case 'Q':
        if (this.eat('L')) this.base62();
        return `&${letter === 'Q' ? 'mut ' : ''}${this.type()}`;
      case 'P':
        return `*const ${this.type()}`;
      case 'O':
        return `*mut ${this.type()}`;
      case 'F':
        return this.functionType();
      case 'D':
        return this.traitObject();
      case 'B':
        return this.referred(() => this.type());
      default:
        throw new Unreadable();
    }
  }

  private functionType(): string {
    if (this.eat('G')) this.base62();
    this.eat('U');
    if (this.eat('K') && !this.eat('C')) this.plainIdentifier();
    const params = this.until('E', () => this.type());
    const result = this.type();
    return `fn(${params.join(', ')})${result === '()' ? '' : ` -> ${result}`}`;
  }

  private traitObject(): string {
    if (this.eat('G')) this.base62();
    const traits = this.until('E', () => {
      const path = this.path();
      while (this.eat('p')) {
        this.plainIdentifier();
        this.type();
      }
      return path;
    });
    if (!this.eat('L')) throw new Unreadable();
    this.base62();
    return `dyn ${traits.join(' + ')}`;
  }

  private constant(): void {
    if (this.eat('p')) return;
    if (this.eat('B')) {
      this.referred(() => this.constant());
      return;
    }
    this.type();
    while (this.next() !== '_');
  }

  private identifier(): string {
    this.disambiguator();
    return this.plainIdentifier();
  }

  private plainIdentifier(): string {
    const isPunycode = this.eat('u');
    let digits = '';
    while (/\d/.test(this.peek())) digits += this.next();
    if (digits === '') throw new Unreadable();
    this.eat('_');
    const name = this.text.slice(this.at, this.at + Number(digits));
    this.at += name.length;
    return isPunycode ? `{${name}}` : name;
  }

  private disambiguator(): void {
    if (this.eat('s')) this.base62();
  }

  private base62(): number {
    if (this.eat('_')) return 0;
    let value = 0;
    for (let digit = this.next(); digit !== '_'; digit = this.next()) {
      value = value * 62 + BASE62.indexOf(digit);
    }
    return value + 1;
  }

  private referred<Read>(read: () => Read): Read {
    const target = this.base62();
    const back = this.at;
    if (target >= back) throw new Unreadable();
    this.at = target;
    const found = read();
    this.at = back;
    return found;
  }

  private until<Read>(end: string, read: () => Read): Read[] {
    const found: Read[] = [];
    while (!this.eat(end)) found.push(read());
    return found;
  }

  private peek(): string {
    return this.text.charAt(this.at);
  }

  private eat(letter: string): boolean {
    if (this.peek() !== letter) return false;
    this.at += 1;
    return true;
  }

  private next(): string {
    const letter = this.peek();
    this.at += 1;
    this.steps += 1;
    if (letter === '' || this.steps > MOST_STEPS) throw new Unreadable();
    return letter;
  }
}

const BASE62 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

const BASIC_TYPES = new Map([
  ['a', 'i8'],
  ['b', 'bool'],
  ['c', 'char'],
  ['d', 'f64'],
  ['e', 'str'],
  ['f', 'f32'],
  ['h', 'u8'],
  ['i', 'isize'],
  ['j', 'usize'],
  ['l', 'i32'],
  ['m', 'u32'],
  ['n', 'i128'],
  ['o', 'u128'],
  ['p', '_'],
  ['s', 'i16'],
  ['t', 'u16'],
  ['u', '()'],
  ['v', '...'],
  ['x', 'i64'],
  ['y', 'u64'],
  ['z', '!'],
]);
