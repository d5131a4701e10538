import { Clock, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AccountRepository } from '../../accounts/application/ports.js';
import type { Account, AccountRole } from '../../accounts/application/ports.js';
import { AuditLog } from '../../audit/application/ports.js';
import { csrfTokenOf, endsAt, isAlive, isWorthNoting, RoleMissingError, SignedOutError } from '../domain/session.js';
import { Sessions, SignInSettings } from './ports.js';

/** Who is signed in. Roles are read from the account at each request, so a change counts at once. */
export interface SignedIn {
  readonly account: Account;
  readonly csrfToken: string;
  readonly endsAt: Date;
  /** Product time of this answer: the console asks the device neither for the day nor for the zone. */
  readonly now: Date;
}

@Injectable()
export class CurrentSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: AccountRepository,
    private readonly settings: SignInSettings,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_SIGNED_IN without a living session. */
  async of(token: string | undefined): Promise<SignedIn> {
    const session = token === undefined ? undefined : await this.sessions.get(sha256(token));
    const now = this.clock.now();
    if (token === undefined || session === undefined || !isAlive(session, now, this.settings.rules)) {
      throw new SignedOutError('please sign in');
    }
    const account = await this.accounts.get(session.clinicId, session.accountId);
    if (account === undefined) throw new SignedOutError('please sign in');
    if (isWorthNoting(session, now)) await this.sessions.noteSeen(session.tokenHash, now);
    return {
      account,
      csrfToken: csrfTokenOf(token),
      endsAt: endsAt({ ...session, seenAt: now }, this.settings.rules),
      now,
    };
  }

  /** Ends the session; without one nothing happens. */
  async end(token: string | undefined): Promise<void> {
    const session = token === undefined ? undefined : await this.sessions.get(sha256(token));
    if (session === undefined) return;
    await this.sessions.remove(session.tokenHash);
    await this.audit.append(session.clinicId, {
      actor: session.accountId,
      action: 'sign-out',
      subject: session.accountId,
    });
  }
}

/** Throws NOT_ALLOWED unless the account has one of the roles; any role will do when none is named. */
export const requireRole = (account: Account, roles: readonly AccountRole[]): void => {
  if (roles.length === 0 || roles.some((role) => account.roles.includes(role))) return;
  throw new RoleMissingError(`this needs one of the roles ${roles.join(', ')}; an owner can grant them`);
};
