/** What lives outside the component and is known by number: resources, streams and futures. */

import type { HandleEnd, SessionEvent } from '../model.ts';
import { Refusal } from './refusal.ts';
import type { Feed } from './values/feed.ts';
import type { Given, LiveType, Native, Of } from './values/native.ts';

/** Where something on a shelf came from. */
export interface Origin {
  /** Number of the call that gave it; none for a feed. */
  readonly call: number | null;
  readonly interface: string | null;
}

/** Something on the shelf. */
export interface Shelved {
  readonly number: number;
  readonly type: LiveType;
  readonly native: Native;
  readonly origin: Origin;
  /** The end that is fed, where whoever calls feeds it. */
  readonly feed: Feed | undefined;
}

/** The shelf of one run, in the order in which things came. */
export class Shelf {
  private readonly live = new Map<number, Shelved>();
  private last = 0;

  constructor(private readonly tell: (event: SessionEvent) => void = () => {}) {}

  /** Keeps what a call gave and gives its number. */
  put(native: Native, type: LiveType, origin: Origin): number {
    return this.add({ native, type, origin, feed: undefined });
  }

  /** Keeps what whoever calls feeds; its number stays while there may be more to feed. */
  putFeed(feed: Feed, type: Of<'stream'> | Of<'future'>): number {
    return this.add({ native: feed.end, type, origin: { call: null, interface: null }, feed });
  }

  /** What has this number, or a refusal `no-such-handle`. */
  get(number: number): Shelved {
    const found = this.live.get(number);
    if (found !== undefined) return found;
    const isPast = number >= 1 && number <= this.last;
    const reason = isPast ? 'is gone: it was dropped or given away' : 'was never there';
    throw new Refusal('no-such-handle', `\`#${number}\` ${reason}`);
  }

  /** Takes off the shelf what has another owner now, or has told all it had to tell. */
  remove(number: number, end: HandleEnd): void {
    if (this.live.delete(number)) this.tell({ what: 'gone', handle: number, end });
  }

  /** Puts back what was taken off for a call that did not take it. */
  restore(shelved: Shelved): void {
    this.live.set(shelved.number, shelved);
    this.tell({ what: 'made', number: shelved.number, type: shelved.type, ...shelved.origin });
  }

  /** Drops it. */
  drop(number: number): void {
    const { native, feed } = this.get(number);
    this.remove(number, { kind: 'dropped' });
    release(native, feed);
  }

  /** Drops all that is left, the newest first: what was made of another goes before it. */
  clear(): void {
    for (const { number, native, feed } of [...this.live.values()].reverse()) {
      this.remove(number, { kind: 'left' });
      release(native, feed);
    }
  }

  private add(kept: Omit<Shelved, 'number'>): number {
    this.last += 1;
    const number = this.last;
    this.live.set(number, { number, ...kept });
    this.tell({ what: 'made', number, type: kept.type, ...kept.origin });
    return number;
  }
}

/** What one call takes from a shelf; nothing is taken before all of it was found right. */
export class Taking implements Given {
  private readonly owned = new Set<number>();
  private readonly borrowed = new Set<number>();
  private readonly removed: Shelved[] = [];

  constructor(
    private readonly shelf: Shelf,
    /** Which call was given what. */
    private readonly readers: Map<number, number>,
  ) {}

  handle(type: LiveType | Of<'borrow'>, number: number, at: string): Native {
    const found = this.shelf.get(number);
    checkType(type, found, at);
    const reader = this.readers.get(number);
    if (reader !== undefined) {
      throw new Refusal('no-such-handle', `${at}: \`#${number}\` is read by call ${reader} already`);
    }
    const isBorrow = type.kind === 'borrow';
    if (this.owned.has(number) || (!isBorrow && this.borrowed.has(number))) {
      throw new Refusal('no-such-handle', `${at}: \`#${number}\` is given away in the same call`);
    }
    (isBorrow ? this.borrowed : this.owned).add(number);
    return found.native;
  }

  /** The call has begun and owns what it was given. */
  commit(call: number): void {
    for (const number of this.owned) {
      const shelved = this.shelf.get(number);
      this.readers.set(number, call);
      // Whoever calls goes on feeding what is not complete.
      if (shelved.feed !== undefined && !shelved.feed.isDone) continue;
      this.removed.push(shelved);
      this.shelf.remove(number, { kind: 'moved', call });
    }
  }

  /** The call was refused before it began: what it has not taken has its owner back. */
  giveBack(): void {
    for (const number of this.owned) this.readers.delete(number);
    for (const shelved of this.removed) {
      if (isUntouched(shelved.native)) this.shelf.restore(shelved);
    }
  }
}

function checkType(wanted: LiveType | Of<'borrow'>, found: Shelved, at: string): void {
  const isResource = wanted.kind === 'own' || wanted.kind === 'borrow';
  const fits =
    isResource && found.type.kind === 'own'
      ? found.type.resource === wanted.resource
      : sameShape(wanted, found.type);
  if (fits) return;
  throw new Refusal('bad-value', `${at} must be ${article(wanted)} and \`#${found.number}\` is ${article(found.type)}`);
}

/** Docs aside, types are plain data in one order. */
function sameShape(one: LiveType | Of<'borrow'>, other: LiveType): boolean {
  const text = (type: unknown) =>
    JSON.stringify(type, (key, value: unknown) => (key === 'docs' || key === 'name' ? undefined : value));
  return text(one) === text(other);
}

function article(type: LiveType | Of<'borrow'>): string {
  return type.kind === 'own' || type.kind === 'borrow' ? `a \`${type.resource}\`` : `a ${type.kind}`;
}

/** Generated modules take its handle from a resource that they take over. */
function isUntouched(native: Native): boolean {
  if (typeof native !== 'object' || native === null) return true;
  const handles = Object.getOwnPropertySymbols(native).filter(({ description }) => description === 'handle');
  return handles.every((handle) => Reflect.get(native, handle) !== undefined);
}

function release(native: Native, feed: Feed | undefined): void {
  if (feed !== undefined) return feed.close();
  const isObject = typeof native === 'object' && native !== null;
  if (isObject) (native as Partial<Disposable>)[Symbol.dispose]?.();
}
