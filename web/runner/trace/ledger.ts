/** Who holds which resource, and the numbers that a trace calls them by. */

import type { Type } from '../../model.ts';
import type { Native } from '../values/native.ts';
import { type AnyLive, mapLive } from './walk.ts';

/** A resource that is dropped. */
export interface Dropped {
  readonly number: number;
  /** WIT name. */
  readonly name: string;
  /** The instance that made it. */
  readonly home: string;
  /** The instance that dropped it. */
  readonly owner: string;
}

/** The resources that crossed wires during one run. */
export class Ledger {
  private readonly numbers = new WeakMap<object, number>();
  private readonly holders = new WeakMap<object, string>();
  private last = 0;

  constructor(private readonly dropped: (resource: Dropped) => void) {}

  /** The number of something that lives, the same one each time. */
  number(live: Native): number {
    if (typeof live !== 'object' || live === null) return 0;
    const known = this.numbers.get(live);
    if (known !== undefined) return known;
    this.last += 1;
    this.numbers.set(live, this.last);
    return this.last;
  }

  /** The instance that can call methods of it now; none for what never crossed a wire. */
  holder(resource: object): string | undefined {
    return this.holders.get(resource);
  }

  /** `to` can use what it is called with. */
  lend(types: readonly Type[], args: readonly Native[], to: string): void {
    this.each(types, args, (_, live) => void this.holders.set(live, to));
  }

  /** What was borrowed is the caller's again. */
  takeBack(types: readonly Type[], args: readonly Native[], caller: string): void {
    this.each(types, args, (type, live) => {
      if (type.kind === 'borrow') this.holders.set(live, caller);
    });
  }

  /** What `home` gave is the caller's. */
  give(type: Type, native: Native, caller: string, home: string): void {
    this.each([type], [native], (of, live) => {
      if (of.kind !== 'own') return;
      const isNew = !this.holders.has(live);
      this.holders.set(live, caller);
      if (isNew) this.watch(live, of.resource, home);
    });
  }

  /** Tells when it is dropped. Moving it puts another function in the place of this one. */
  private watch(live: object, name: string, home: string): void {
    const drop: unknown = Reflect.get(live, Symbol.dispose);
    if (typeof drop !== 'function') return;
    const told = () => {
      this.dropped({ number: this.number(live), name, home, owner: this.holders.get(live) ?? home });
      Reflect.apply(drop, live, []);
    };
    Reflect.set(live, Symbol.dispose, told);
  }

  private each(types: readonly Type[], natives: readonly Native[], note: (type: AnyLive, live: object) => void): void {
    types.forEach((type, index) => {
      mapLive(type, natives[index], (of, live) => {
        const isResource = of.kind === 'own' || of.kind === 'borrow';
        if (isResource && typeof live === 'object' && live !== null) note(of, live);
        return live;
      });
    });
  }
}
