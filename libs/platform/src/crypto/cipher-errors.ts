import { AppError, DomainError } from '@aftercare/kernel';

/** MASTER_KEY is not the one that wrapped this database's client keys. An operator's mistake: nothing can be read until it is set right. */
export class WrongMasterKeyError extends AppError {
  override readonly code = 'WRONG_MASTER_KEY';
  override readonly retryable = false;
}

/** A sealed text was changed, or opened for another client or field than it was sealed for. */
export class SealBrokenError extends AppError {
  override readonly code = 'SEAL_BROKEN';
  override readonly retryable = false;
}

/** The client's key is gone: the client was erased, and so is everything under that key. */
export class ClientKeyGoneError extends DomainError {
  override readonly code = 'CLIENT_KEY_GONE';
  override readonly kind = 'gone';
}
