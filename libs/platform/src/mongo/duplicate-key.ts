const DUPLICATE_KEY = 11_000;

/** A unique index (or `_id`) was hit: somebody else wrote the same thing first. */
export const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY;
