import { DomainError, NotFoundError, TransientError } from '@aftercare/kernel';

class TakenError extends DomainError {
  override readonly code = 'NAME_TAKEN';
}

class StoreDownError extends TransientError {
  override readonly code = 'STORE_DOWN';
}

/** One of each family, by name. */
export const failures: Readonly<Record<string, () => Error>> = {
  taken: () => new TakenError('the name is taken'),
  missing: () => new NotFoundError('no such thing'),
  down: () => new StoreDownError('mongodb://secret'),
  bug: () => new Error('secret'),
};
