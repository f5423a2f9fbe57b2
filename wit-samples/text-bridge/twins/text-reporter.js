// Reports on text in one line: the twin, in JavaScript, of the component in C.

import { clean } from 'example:text/process@0.1.0';

export const report = {
  summarize(text) {
    const cleaned = clean(text);
    const unit = cleaned.words === 1 ? 'word' : 'words';
    return cleaned.words === 0 ? '0 words' : `${cleaned.words} ${unit}: ${cleaned.text}`;
  },
};
