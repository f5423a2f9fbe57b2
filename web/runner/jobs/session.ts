/** Keeps an instance alive and calls it as often as it is told. */

import type { Outcome, SessionCall, SessionEvent, SessionInput, Value } from '../../model.ts';
import { outcomeOf } from '../fault.ts';
import { read } from '../flow.ts';
import type { Exports } from '../load.ts';
import { Refusal } from '../refusal.ts';
import { Shelf, Taking } from '../shelf.ts';
import { type Feed, FutureFeed, StreamFeed } from '../values/feed.ts';
import { elements, lower, NOTHING_GIVEN } from '../values/lower.ts';
import { isNumeric, type Keep, type LiveType, type Native } from '../values/native.ts';
import { callFunction, lowerArguments } from './function.ts';

/** A session, from before its instance is there until it ends. */
export class Session {
  private readonly shelf: Shelf;
  /** Which call was given what. */
  private readonly readers = new Map<number, number>();
  /** When each call that goes on began. */
  private readonly calls = new Map<number, number>();
  private readonly early: SessionInput[] = [];
  private exports: Exports | undefined;
  private end: (outcome: Outcome) => void = () => {};

  constructor(private readonly tell: (event: SessionEvent) => void) {
    this.shelf = new Shelf(tell);
  }

  /** Begins with an instance; resolves when it is ended, or can no longer be used. */
  live(exports: Exports): Promise<Outcome> {
    return new Promise((resolve) => {
      this.end = resolve;
      this.exports = exports;
      this.tell({ what: 'ready' });
      for (const input of this.early) this.take(input);
    });
  }

  /** Does as it is told, once there is an instance. */
  take(input: SessionInput): void {
    const { exports } = this;
    if (exports === undefined) return void this.early.push(input);
    switch (input.verb) {
      case 'call':
        return void this.call(exports, input);
      case 'drop':
        return this.attempt(input.handle, () => this.shelf.drop(input.handle));
      case 'open':
        return this.open(input);
      case 'feed':
        return this.attempt(input.handle, () => this.feed(input));
      case 'feed-bytes':
        return this.attempt(input.handle, () => this.feedBytes(input));
      case 'close':
        return this.attempt(input.handle, () => this.close(input.handle));
      case 'watch':
        return void this.watch(input);
      case 'end':
        this.shelf.clear();
        return this.end({ kind: 'stopped' });
    }
  }

  /** The run is over, and with it every call that goes on. */
  over(outcome: Outcome): void {
    for (const number of [...this.calls.keys()]) this.ended(number, outcome);
    this.exports = undefined;
  }

  private async call(exports: Exports, { number, function: called, args }: SessionCall): Promise<void> {
    this.calls.set(number, performance.now());
    const keep: Keep = (native, type) =>
      this.shelf.put(native, type, { call: number, interface: called.interface });
    const taking = new Taking(this.shelf, this.readers);
    let outcome: Outcome;
    try {
      const natives = lowerArguments(called, args, taking);
      const result = callFunction(exports, called, natives, keep);
      taking.commit(number);
      outcome = await result;
    } catch (fault) {
      const isRefused = isOfAnotherType(fault);
      if (isRefused) taking.giveBack();
      outcome = outcomeOf(isRefused ? ofAnotherType(fault) : fault);
    }
    this.ended(number, outcome);
    if (outcome.kind !== 'returned' && outcome.kind !== 'refused') this.end(outcome);
  }

  private ended(number: number, outcome: Outcome): void {
    const began = this.calls.get(number);
    if (began === undefined) return;
    this.calls.delete(number);
    this.tell({ what: 'called', number, milliseconds: performance.now() - began, outcome });
  }

  private open({ type }: Extract<SessionInput, { verb: 'open' }>): void {
    if (type.kind === 'stream') {
      const inChunks = type.element !== null && isNumeric(type.element);
      this.shelf.putFeed(new StreamFeed(inChunks), type);
    }
    if (type.kind === 'future') this.shelf.putFeed(new FutureFeed(), type);
  }

  private feed({ handle, values }: Extract<SessionInput, { verb: 'feed' }>): void {
    const { type } = this.shelf.get(handle);
    const feed = this.feedOf(handle);
    feed.put(natives(type, values));
    this.forgetDone(handle, feed);
  }

  private feedBytes({ handle, bytes }: Extract<SessionInput, { verb: 'feed-bytes' }>): void {
    const { type } = this.shelf.get(handle);
    const feed = this.feedOf(handle);
    const takesBytes = type.kind === 'stream' && type.element?.kind === 'u8';
    if (!takesBytes || !(feed instanceof StreamFeed)) throw new Refusal('bad-value', `\`#${handle}\` takes no bytes`);
    feed.putBytes(bytes);
  }

  private close(handle: number): void {
    const feed = this.feedOf(handle);
    feed.close();
    this.forgetDone(handle, feed);
  }

  private feedOf(handle: number): Feed {
    const { feed } = this.shelf.get(handle);
    if (feed === undefined) throw new Refusal('bad-value', `\`#${handle}\` is written by the component, not by you`);
    return feed;
  }

  /** What is complete stays only for whoever has still to give it to a call. */
  private forgetDone(handle: number, feed: Feed): void {
    const call = this.readers.get(handle);
    if (feed.isDone && call !== undefined) this.shelf.remove(handle, { kind: 'moved', call });
  }

  private async watch({ handle, most }: Extract<SessionInput, { verb: 'watch' }>): Promise<void> {
    try {
      const shelved = this.shelf.get(handle);
      if (shelved.feed !== undefined) throw new Refusal('bad-value', `\`#${handle}\` is fed by you`);
      const keep: Keep = (native, type) => this.shelf.put(native, type, shelved.origin);
      await read(shelved, most, keep, (values, is_end) => {
        this.tell({ what: 'came', handle, values, is_end });
        if (is_end) this.shelf.remove(handle, { kind: 'dropped' });
      });
    } catch (fault) {
      this.refuse(handle, fault);
    }
  }

  private attempt(handle: number, work: () => void): void {
    try {
      work();
    } catch (fault) {
      this.refuse(handle, fault);
    }
  }

  /** A refusal is told; whatever else is thrown came from the component and ends the session. */
  private refuse(handle: number, fault: unknown): void {
    if (!(fault instanceof Refusal)) return this.end(outcomeOf(fault));
    this.tell({ what: 'refused', handle, code: fault.code, message: fault.message });
  }
}

function natives(type: LiveType, values: readonly Value[]): readonly Native[] {
  if (type.kind === 'stream') return elements(type, values, 'the stream', NOTHING_GIVEN);
  const inner = type.kind === 'future' ? type.value : null;
  return inner === null ? [undefined] : values.map((value) => lower(inner, value, 'the value'));
}

/** Generated modules look at resources before they enter the component, which lives on. */
function isOfAnotherType(fault: unknown): fault is TypeError {
  return fault instanceof TypeError && fault.message.startsWith('Resource error');
}

function ofAnotherType(fault: TypeError): Refusal {
  return new Refusal('bad-value', `it is a resource of another interface: ${fault.message}`);
}
