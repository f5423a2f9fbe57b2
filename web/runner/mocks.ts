/** Answers imports that nobody provides by data. */

import type { Function as ComponentFunction, Mock, MockAnswer, MockOutcome, Type, Value } from '../model.ts';
import { camelCase, functionName, pascalCase } from './names.ts';
import { Refusal } from './refusal.ts';
import { sleep } from './sleep.ts';
import { lift } from './values/lift.ts';
import { lower } from './values/lower.ts';
import type { Given, Native } from './values/native.ts';
import { Failure } from './wasi/failure.ts';
import type { HostInterface } from './wasi/host.ts';

type Callee = (...args: Native[]) => Native;

/** A resource that a mock answered with. */
class Mocked {}

/** The mocks of one run. */
export class Mocks {
  private readonly interfaces = new Map<string, HostInterface>();
  private readonly classes = new Map<string, typeof Mocked>();
  private readonly numbers = new Map<object, number>();
  private readonly given: Given = { handle: (type, number) => this.resource(type, number) };
  private last = 0;

  constructor(private readonly mocks: readonly Mock[]) {}

  /** What is mocked of an interface, or of a bare function, if anything is. */
  find(name: string): HostInterface | undefined {
    const known = this.interfaces.get(name);
    if (known !== undefined) return known;
    const own = this.mocks.filter(({ function: of }) => (of.interface ?? of.name) === name);
    if (own.length === 0) return undefined;
    const found: Record<string, unknown> = {};
    for (const mock of own) this.put(found, mock);
    this.interfaces.set(name, found);
    return found;
  }

  private put(found: Record<string, unknown>, mock: Mock): void {
    const called = mock.function;
    const name = functionName(called.name);
    const callee = this.callee(mock);
    if (name.kind === 'freestanding') {
      found[called.interface === null ? 'default' : camelCase(name.name)] = callee;
      return;
    }
    const made = this.class(name.resource);
    const key = name.kind === 'constructor' ? null : camelCase(name.name);
    const keep = (holder: object, value: unknown) =>
      key !== null && Object.defineProperty(holder, key, { value, configurable: true });
    if (name.kind === 'static') keep(made, callee);
    if (name.kind === 'method') {
      keep(made.prototype, function (this: Native, ...args: Native[]) {
        return callee(this, ...args);
      });
    }
    found[pascalCase(name.resource)] = made;
  }

  private callee(mock: Mock): Callee {
    const { function: called, delay } = mock;
    let turn = 0;
    const answer = (...args: Native[]): Native => {
      const values = called.params.map(({ type }, index) => this.value(type, args[index]));
      const chosen = mock.order === 'in-turn' ? mock.answers[Math.min(turn, mock.answers.length - 1)] : fitting(mock, values);
      turn += 1;
      if (chosen === undefined) throw new Refusal('no-answer', `the mock of \`${called.id}\` has no answer for these arguments`);
      return this.outcome(called, chosen.outcome);
    };
    if (delay === 0) return answer;
    if (!called.is_async) {
      return (...args) => {
        sleep(delay);
        return answer(...args);
      };
    }
    return async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      return answer(...args);
    };
  }

  private outcome(called: ComponentFunction, outcome: MockOutcome): Native {
    if (outcome.kind === 'traps') throw new Error(outcome.message);
    const { value } = outcome;
    if (called.result === null) return undefined;
    if (value === null) throw new Refusal('bad-value', `the mock of \`${called.id}\` has no value to return`);
    const native = lower(called.result, value, `the mock of \`${called.id}\``, this.given);
    if (called.result.kind !== 'result') return native;
    const { tag, val } = native as { tag: 'ok' | 'err'; val?: Native };
    if (tag === 'ok') return val;
    throw new Failure(val);
  }

  private value(type: Type, native: Native): Value {
    return lift(type, native, (live) => this.number(live));
  }

  private number(live: Native): number {
    if (typeof live !== 'object' || live === null) return 0;
    const known = this.numbers.get(live);
    if (known !== undefined) return known;
    this.last -= 1;
    this.numbers.set(live, this.last);
    return this.last;
  }

  private resource(type: Parameters<Given['handle']>[0], number: number): Native {
    if (type.kind !== 'own' && type.kind !== 'borrow') {
      throw new Refusal('bad-value', `a mock cannot answer with an open ${type.kind}; give its elements or value`);
    }
    const made = this.class(type.resource);
    for (const [live, known] of this.numbers) if (known === number && live instanceof made) return live;
    const live = new made();
    this.numbers.set(live, number);
    return live;
  }

  private class(resource: string): typeof Mocked {
    const known = this.classes.get(resource);
    if (known !== undefined) return known;
    const made = class extends Mocked {};
    this.classes.set(resource, made);
    return made;
  }
}

/** The first answer for these arguments; `self` does not matter. */
function fitting({ function: called, answers }: Mock, values: readonly Value[]): MockAnswer | undefined {
  const own = called.kind.kind === 'method' ? values.slice(1) : values;
  const text = JSON.stringify(own);
  return answers.find(({ args }) => args === null || JSON.stringify(args) === text);
}
