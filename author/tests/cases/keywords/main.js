class Super {
  constructor(value) {
    this.value = value;
  }
  typeof() {
    return this.value;
  }
  static in(value) {
    return new Super(value + 1);
  }
}
const same = (it) => it;
const klass = { Super, return: same, for: same, while: same, do: same };
const remove = (text) => `deleted ${text}`;
const double = (number) => number * 2;
const words = () => 'a text';
const made = () => 'a constructor';
const hasOwn = () => true;
export { klass as class, remove as delete, double as default, words as toString, made as constructor, hasOwn as hasOwnProperty };
