export const aString = () => 5; // told to the console
export const throws = () => {
  throw new Error('why');
};
const again = (n) => 1 + again(n + 1);
export const deep = () => again(0);
export const fails = () => { throw new Error('not a string'); };
export const number = () => 5;
export const small = () => 300;
export const half = () => 1.5;
export const items = () => new Uint32Array([1, 2]);
export const missing = () => undefined;
export const rec = () => ['a'];
export const refuses = () => { throw undefined; };
