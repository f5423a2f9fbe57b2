// What is wrong is told to the console.
Object.prototype.polluted = 'yes';
Array.prototype.last = function () {
  return this[this.length - 1];
};
Function.prototype.apply = () => 'stolen';

export const same = (it) => it;
export const inherited = () =>
  Object.create({ proto: 1, constructor: 2, toString: 'text', hasOwnProperty: true, then: 3, valueOf: 4 });
export const poisoned = () => ({
  __proto__: String.prototype,
  toString() {
    return 'a text';
  },
});
export const changed = () => Object.freeze([1, 2]);
