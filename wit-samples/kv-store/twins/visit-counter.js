// Counts visits in a bucket, and keeps a motto in the store: the twin, in JavaScript, of the component
// in Rust.

import buckets from 'example:kv/buckets@0.1.0';
import { set } from 'example:kv/store@0.1.0';

/** A store keeps text, so the number has to be read. */
const visitsOf = (visits, guest) => Number(visits.get(guest) ?? 0);

export const visits = {
  count(guests) {
    // Its entries are in the other component. What that throws, this one throws.
    const visits = new buckets.Bucket('visits');
    for (const guest of guests) visits.set(guest, String(visitsOf(visits, guest) + 1));
    return visits.keys().map((name) => [name, visitsOf(visits, name)]);
  },
  changeMotto: (motto) => set('motto', motto),
};
