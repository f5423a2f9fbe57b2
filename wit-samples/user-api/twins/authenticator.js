// Knows who a token belongs to: the twin, in JavaScript, of the component in Rust.

const USERS = new Map([
  ['token-ada', { id: 1, role: { tag: 'admin', val: ['billing', 'support'] } }],
  ['token-tim', { id: 2, role: { tag: 'member', val: 2019 } }],
  ['token-eve', { id: 3, role: { tag: 'guest' } }],
]);

export const auth = {
  authenticate(token) {
    const user = USERS.get(token);
    // What is thrown is the error of the result.
    if (user === undefined) throw token === '' ? 'missing-token' : 'unknown-token';
    return user;
  },
};
