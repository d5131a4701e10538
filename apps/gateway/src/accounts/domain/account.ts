import { DomainError } from '@aftercare/kernel';

/** What a member of staff may do; roles add up on one person. */
export type AccountRole = 'owner' | 'manager' | 'practitioner' | 'front-desk' | 'integrator';

/** Somebody of a clinic's staff who may sign in. The address itself is sealed; it is found by its blind index. */
export interface Account {
  readonly accountId: string;
  readonly clinicId: string;
  readonly email: string;
  readonly roles: readonly AccountRole[];
}

/** The one-time code is unknown or used. One answer for both, so that codes cannot be told apart. */
export class SetupCodeUnknownError extends DomainError {
  override readonly code = 'SETUP_CODE_UNKNOWN';
  override readonly kind = 'forbidden';
}

/** The address already signs in to another clinic of this installation. */
export class EmailTakenError extends DomainError {
  override readonly code = 'EMAIL_TAKEN';
}

/** Addresses are compared without case and surrounding space; the domain part is case-insensitive by RFC 5321, local parts are in practice. */
export const normaliseEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase();
