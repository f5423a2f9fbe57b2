// Keeps values in memory, in one store for everyone and in buckets: the twin, in JavaScript, of the
// component in Rust.

/** Values under keys that are not empty. */
class Entries {
  #values = new Map();

  /** `name` is what errors call it. */
  constructor(name) {
    this.name = name;
  }

  get(key) {
    this.#check(key);
    return this.#values.get(key) ?? null;
  }

  set(key, value) {
    const before = this.get(key);
    this.#values.set(key, value);
    return before;
  }

  keys() {
    return [...this.#values.keys()].sort();
  }

  // What is thrown is what the caller gets as an error.
  #check(key) {
    if (key === '') throw `${this.name} has no empty keys`;
  }
}

// It lives as long as the instance of the component.
const everyone = new Entries('the store');

export const store = {
  get: (key) => everyone.get(key),
  set: (key, value) => everyone.set(key, value),
};

class Bucket {
  #entries;

  constructor(name) {
    this.#entries = new Entries(`bucket \`${name}\``);
  }

  static fromEntries(name, entries) {
    const bucket = new Bucket(name);
    for (const [key, value] of entries) {
      if (bucket.set(key, value) !== null) throw `\`${key}\` comes twice`;
    }
    return bucket;
  }

  get(key) {
    return this.#entries.get(key);
  }

  set(key, value) {
    return this.#entries.set(key, value);
  }

  keys() {
    return this.#entries.keys();
  }
}

export const buckets = { Bucket };
