import { DomainError } from '@aftercare/kernel';

/** No token, or one that is expired, foreign or meant for another service. */
export class NotSignedInError extends DomainError {
  override readonly code = 'NOT_SIGNED_IN';
  override readonly kind = 'unauthenticated';
}

/** Signed in, but this route is closed to the caller's role. */
export class NotAllowedError extends DomainError {
  override readonly code = 'NOT_ALLOWED';
  override readonly kind = 'forbidden';
}
