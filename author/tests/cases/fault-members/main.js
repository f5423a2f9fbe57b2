class Counter {
  constructor(start) {
    this.count = start;
  }
}

export const counters = { Counter };
