import { Clock, randomToken, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/application/ports.js';
import { INSTALLATION } from '../../accounts/application/ports.js';
import { SignInLinkEndedError } from '../domain/sign-in-link.js';
import { LockOut } from './lock-out.js';
import { Sessions, SignInLinks } from './ports.js';

/** Turns the token of an emailed link into a session, once. */
@Injectable()
export class SignIn {
  constructor(
    private readonly links: SignInLinks,
    private readonly sessions: Sessions,
    private readonly lockOut: LockOut,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Returns the new session's token, which only the browser keeps. `sender` is the network address the try came from. */
  async execute(linkToken: string, sender: string): Promise<string> {
    await this.lockOut.count('token', sender);
    const now = this.clock.now();
    const link = await this.links.take(sha256(linkToken), now);
    if (link === undefined) {
      await this.audit.append(INSTALLATION, { actor: 'nobody', action: 'sign-in-refused', subject: '-' });
      throw new SignInLinkEndedError('this link was used or is too old');
    }
    const { clinicId, accountId } = link;
    const token = randomToken();
    await this.audit.append(clinicId, { actor: accountId, action: 'sign-in', subject: accountId });
    await this.sessions.add({ tokenHash: sha256(token), clinicId, accountId, createdAt: now, seenAt: now });
    await this.lockOut.clear('token', sender);
    return token;
  }
}
