// The rules of the house. Change them and press Build: the component is made anew, and again
// after every change from then on.

const ADVICE = new Map([
  ['obviously', 'leave it out, who sees it need not be told'],
  ['simply', 'leave it out, it may not be simple to the reader'],
  ['utilize', 'write `use`'],
  ['very', 'leave it out, or find the stronger word'],
]);

/** The advice on a word, given the one before it; none for most. */
function adviceOn(word, before) {
  if (word === before) return 'stands here twice';
  return ADVICE.get(word);
}

export const rules = {
  review(words) {
    const lowered = words.map((word) => word.toLowerCase());
    return lowered.flatMap((word, at) => {
      const advice = adviceOn(word, lowered[at - 1]);
      return advice === undefined ? [] : [{ at, advice }];
    });
  },
};
