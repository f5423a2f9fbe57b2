function fail() {
  throw new TypeError("not today");
}
fail();
export const greet = (name) => name;
