export const types = {
  same: (it) => it,
  halve(number) {
    if (number % 2) throw `${number} is odd`;
    return number / 2;
  },
  sum: (points) => points.reduce((a, b) => ({ x: a.x + b.x, yAxis: a.yAxis + b.yAxis }), { x: 0, yAxis: 0 }),
};

export const optional = (text) => (text === null ? null : text + '?');
