// Keeps a log in memory: the twin, in JavaScript, of the component in Rust.

const lines = [];

/** How a line begins and ends. */
const about = ({ tag, val }) => {
  switch (tag) {
    case 'warning':
      return ['warning', ` (${val})`];
    case 'error':
      return [`error ${val}`, ''];
    default:
      return [tag, ''];
  }
};

export const log = {
  write(level, message) {
    const [before, after] = about(level);
    lines.push(`${before}: ${message}${after}`);
  },
  lines: () => lines,
};
