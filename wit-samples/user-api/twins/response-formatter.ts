// Makes a response of what the other components say: the twin, in TypeScript, of the component in Rust.

import { authenticate } from 'example:users/auth@0.1.0';
import type { Refusal, Role, User } from 'example:users/auth@0.1.0';
import { lookup } from 'example:users/profiles@0.1.0';
import type { Profile } from 'example:users/profiles@0.1.0';
import type { Response } from 'example:users/api@0.1.0';

const REFUSED: Record<Refusal, string> = {
  'missing-token': 'a token is needed',
  'unknown-token': 'nobody has this token',
};

function described(role: Role): string {
  switch (role.tag) {
    case 'guest':
      return 'a guest';
    case 'member':
      return `a member since ${role.val}`;
    case 'admin':
      return `an admin of ${role.val.join(' and ')}`;
  }
}

function told({ name, city, user }: Profile): string {
  return city == null ? `${name}, ${described(user.role)}` : `${name} from ${city}, ${described(user.role)}`;
}

export const api = {
  whoami(token: string): Response {
    let user: User;
    try {
      user = authenticate(token);
    } catch (refused) {
      // What an import throws has the error of its result as `payload`.
      const { payload } = refused as { payload: Refusal };
      return { status: 401, body: REFUSED[payload] };
    }
    const profile = lookup(user);
    if (profile === null) return { status: 404, body: `user ${user.id} has no profile` };
    return { status: 200, body: told(profile) };
  },
} satisfies typeof import('example:users/api@0.1.0');
