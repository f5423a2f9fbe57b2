const after = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export async function inTurn() {
  const seen = [];
  const say = (text) => seen.push(text);
  setTimeout(say, 20, 'later');
  setTimeout(say, 10, 'sooner');
  clearTimeout(setTimeout(say, 5, 'never'));
  queueMicrotask(() => say('first'));
  await after(30);
  return seen;
}

export async function every() {
  let count = 0;
  const timer = setInterval(() => (count += 1), 10);
  await after(35);
  clearInterval(timer);
  await after(100);
  return count;
}
