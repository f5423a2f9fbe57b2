export const great = (name) => name;
