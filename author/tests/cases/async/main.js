class Counter {
  #total;
  constructor(start) {
    this.#total = start;
  }
  async add(value) {
    await null;
    if (value === 0) throw 'nothing to add';
    this.#total += value;
    return this.#total;
  }
  total() {
    return this.#total;
  }
}

export const later = {
  Counter,
  numbers: (count) => wit.Stream.from(Array.from({ length: count }, (_, at) => at)).readable,
};
export const greet = async (name) => `Hello, ${await Promise.resolve(name)}!`;
export const refuse = async () => {
  await null;
  throw 'refused';
};
export const throws = async () => {
  await null;
  throw new Error('unexpected');
};
export const sync = async () => 5;
// Nobody would see that the rest of it is never done: it is told to the console.
export const silent = async () => {
  await null;
};
