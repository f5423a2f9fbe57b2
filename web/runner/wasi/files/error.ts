/** What goes wrong with files. */

import { Failure } from '../failure.ts';

/** The codes of `wasi:filesystem/types#error-code` that this host answers with. */
export type FileError =
  | 'bad-descriptor'
  | 'exist'
  | 'file-too-large'
  | 'insufficient-space'
  | 'invalid'
  | 'is-directory'
  | 'loop'
  | 'name-too-long'
  | 'no-entry'
  | 'not-directory'
  | 'not-empty'
  | 'not-permitted'
  | 'unsupported';

/** Throw it: the operation's `err`. */
export function failure(code: FileError): Failure<FileError> {
  return new Failure(code);
}
