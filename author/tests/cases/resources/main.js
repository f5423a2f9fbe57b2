class Counter {
  constructor(start) {
    this.count = start;
  }
  add(by) {
    return (this.count += by);
  }
  copy() {
    return new Counter(this.count);
  }
  static zero() {
    return new Counter(0);
  }
}

export const counters = {
  Counter,
  total: (all) => all.reduce((sum, counter) => sum + counter.count, 0),
};
