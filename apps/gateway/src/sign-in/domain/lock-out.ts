import { DomainError } from '@aftercare/kernel';

/** Tries of one kind by one sender, counted in a window of product time. */
export interface Tries {
  readonly count: number;
  readonly windowEndsAt: Date;
}

const MAX_TRIES = 10;
const WINDOW_MS = 15 * 60_000;

/** More than ten tries; the message names the instant at which the next one is heard. */
export class TooManyTriesError extends DomainError {
  override readonly code = 'TOO_MANY_TRIES';
  override readonly kind = 'too-many';
}

export const windowEnd = (now: Date): Date => new Date(now.getTime() + WINDOW_MS);

/** Throws from the eleventh try of a window on, whether the tries were right or wrong. */
export const refuseTooMany = (tries: Tries): void => {
  if (tries.count > MAX_TRIES)
    throw new TooManyTriesError(`Too many tries. The next one is possible at ${tries.windowEndsAt.toISOString()}`);
};
