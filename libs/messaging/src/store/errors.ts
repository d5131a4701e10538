import { TransientError } from '@aftercare/kernel';

/**
 * Another writer was first; everything is decided again from what is stored now.
 * `busy`: it may still be writing (the transaction of a killed process holds its documents for up to 60 s), so it passes some day.
 * `stale`: a version miss or a duplicate key; one that comes again and again is a fault of the caller.
 */
export class ConflictError extends TransientError {
  override readonly code = 'STORE_CONFLICT';

  constructor(
    readonly kind: 'busy' | 'stale',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The store did not answer, or has no primary: the same attempt may succeed later. */
export class StoreUnavailableError extends TransientError {
  override readonly code = 'STORE_UNAVAILABLE';
}

/** Another member owns the partition now; its number is higher. */
export class FencedError extends Error {
  constructor(readonly fenceId: string) {
    super(`the fence ${fenceId} has moved on`);
    this.name = 'FencedError';
  }
}
