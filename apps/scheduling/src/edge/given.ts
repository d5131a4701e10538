/** A parsed body without its absent keys: exact optional types refuse `undefined`, and a patch must not write it. */
export type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

export const given = <T extends object>(body: T): Given<T> =>
  // Only keys without a value are dropped, so what is left has the type without `undefined`.
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<T>;
