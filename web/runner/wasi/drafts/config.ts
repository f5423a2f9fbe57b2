/** `wasi:config`: what the run was given. */

/** `wasi:config/store` over `entries`. */
export function config(entries: readonly (readonly [string, string])[]) {
  const values = new Map(entries);
  return {
    'wasi:config/store': {
      get: (key: string) => values.get(key),
      getAll: () => [...values],
    },
  };
}
