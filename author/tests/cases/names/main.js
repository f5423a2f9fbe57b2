export const words = {
  same: (it) => ({ ...it, proto: it.proto + 1 }),
  toString: (text) => `text: ${text}`,
  constructor: (number) => number + 1,
};

const gone = (name) => `no ${name}`;
export { gone as delete };
export const then = (number) => number * 2;
export default () => true;
