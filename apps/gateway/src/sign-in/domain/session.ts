import { DomainError, sha256 } from '@aftercare/kernel';

/** How long a signed-in browser stays signed in, in product time. */
export interface SessionRules {
  /** Without any request. */
  readonly idleMs: number;
  /** In all, whatever it does. */
  readonly lifeMs: number;
}

/** A signed-in browser. Its token is known to the browser only. */
export interface Session {
  readonly tokenHash: string;
  readonly clinicId: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

/** No session, an ended one, or one of an account that is gone. */
export class SignedOutError extends DomainError {
  override readonly code = 'NOT_SIGNED_IN';
  override readonly kind = 'unauthenticated';
}

/** Signed in, but without a role that may do this. */
export class RoleMissingError extends DomainError {
  override readonly code = 'NOT_ALLOWED';
  override readonly kind = 'forbidden';
}

/** Asking once a minute whether a session is in use is enough for a limit of hours, and spares a write per request. */
const NOTE_EVERY_MS = 60_000;

export const endsAt = (session: Session, rules: SessionRules): Date =>
  new Date(Math.min(session.seenAt.getTime() + rules.idleMs, session.createdAt.getTime() + rules.lifeMs));

export const isAlive = (session: Session, now: Date, rules: SessionRules): boolean =>
  now.getTime() < endsAt(session, rules).getTime();

export const isWorthNoting = (session: Session, now: Date): boolean =>
  now.getTime() - session.seenAt.getTime() >= NOTE_EVERY_MS;

/** Follows from the session's token, so that it needs no store; a foreign page cannot read it. */
export const csrfTokenOf = (sessionToken: string): string => sha256(`csrf\u001f${sessionToken}`);
