console.log('ready', { at: 1n });

export function greet(name) {
  return typeof console.warn === 'function' ? name : 'no console';
}
