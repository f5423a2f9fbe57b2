/** `wasi:http/types#error-code`, as far as this host gives or reads it. */
export interface ErrorCode {
  /** Name of the case, such as `HTTP-request-denied`. */
  readonly tag: string;
  /** Its payload, where the case has one. */
  readonly val?: unknown;
}

/** The error in words: the case and what text its payload holds. */
export function errorText(error: ErrorCode): string {
  const detail = details(error.val);
  return detail === '' ? `\`${error.tag}\`` : `\`${error.tag}\`: ${detail}`;
}

function details(payload: unknown): string {
  switch (typeof payload) {
    case 'string':
      return payload;
    case 'number':
    case 'bigint':
      return String(payload);
    case 'object':
      return payload === null ? '' : Object.values(payload).map(details).filter(Boolean).join(' ');
    default:
      return '';
  }
}
