import { Clock, randomToken, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/application/ports.js';
import { opened } from '../domain/client-session.js';
import { ClientSessions, PersonalLinks } from './ports.js';

/** Turns the token of a personal link into open pages, once. */
@Injectable()
export class OpenPages {
  constructor(
    private readonly links: PersonalLinks,
    private readonly sessions: ClientSessions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The new session's token, which only the browser keeps, and where to go; undefined for a link that is used or too old. */
  async execute(
    linkToken: string,
    choice: { readonly isKept: boolean },
  ): Promise<{ readonly token: string; readonly returnTo: string } | undefined> {
    const link = await this.links.redeem(linkToken);
    if (link === undefined) return undefined;
    const token = randomToken();
    const now = this.clock.now();
    const { clinicId, returnTo } = link;
    const session = opened({ ...link, ...choice, tokenHash: sha256(token), createdAt: now, seenAt: now });
    await this.audit.append(clinicId, { actor: 'client', action: 'sign-in', subject: session.clientRef ?? '*' });
    await this.sessions.add(session);
    // Who it is is asked before any other page.
    return { token, returnTo: session.clientRef === undefined ? '/me' : returnTo };
  }
}
