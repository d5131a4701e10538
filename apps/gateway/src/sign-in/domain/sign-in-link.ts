import { DomainError } from '@aftercare/kernel';

/** Product time (ux.md, K1). */
const LINK_LIFE_MS = 15 * 60_000;

/** An emailed link: opens one page once, and only its button signs in. */
export interface SignInLink {
  readonly tokenHash: string;
  readonly clinicId: string;
  readonly accountId: string;
  readonly expiresAt: Date;
}

/** Unknown, used or too old: one answer for all three. */
export class SignInLinkEndedError extends DomainError {
  override readonly code = 'SIGN_IN_LINK_ENDED';
  override readonly kind = 'gone';
}

export const linkExpiry = (now: Date): Date => new Date(now.getTime() + LINK_LIFE_MS);
