// Tidies up text: the twin, in JavaScript, of the component in Rust.

export const process = {
  clean(text) {
    const words = text.split(/\s+/).filter(Boolean);
    return { text: words.join(' '), words: words.length };
  },
};
