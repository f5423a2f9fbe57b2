export const words = {
  count: (text) => words.parts(text).length,
  parts: (text) => text.split(' '),
};

export function polite(name) {
  return `Dear ${name}`;
}
export const greet = (name) => polite(name);
