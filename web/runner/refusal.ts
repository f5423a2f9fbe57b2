/** Why a run cannot be, or cannot go on; becomes the outcome `refused`. */
export class Refusal extends Error {
  constructor(
    /** A short stable word for programs, such as `no-jspi`. */
    readonly code: string,
    /** Why, and what to do, in words for the user. */
    message: string,
  ) {
    super(message);
  }
}
