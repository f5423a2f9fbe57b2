// Knows what users have told about themselves: the twin, in JavaScript, of the component in Rust.

const PROFILES = new Map([
  [1, { name: 'Ada', city: 'London' }],
  [2, { name: 'Tim', city: null }],
]);

export const profiles = {
  lookup(user) {
    const profile = PROFILES.get(user.id);
    return profile === undefined ? null : { user, ...profile };
  },
};
