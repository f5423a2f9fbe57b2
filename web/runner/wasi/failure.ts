/**
 * The `err` of a WIT function's result. Generated modules take `payload` from whatever is thrown;
 * anything else that is thrown ends the call.
 */
export class Failure<Payload = undefined> {
  constructor(readonly payload: Payload) {}
}
