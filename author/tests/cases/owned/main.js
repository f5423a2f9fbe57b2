class Box {
  constructor(text) {
    this.text = text;
  }
}

export const boxes = {
  Box,
  open: (it) => it.text,
  look: (it) => it.text,
};
