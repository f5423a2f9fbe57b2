export const once = async () => {
  clearTimeout(setTimeout(() => { throw new Error('never'); }, 0));
  return new Promise((done) => setTimeout((text) => done(text), 10, 'once'));
};
