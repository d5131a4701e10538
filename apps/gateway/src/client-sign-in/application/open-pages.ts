import { Clock, randomToken, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/application/ports.js';
import { opened } from '../domain/client-session.js';
import { ClientSessions, PersonalLinks } from './ports.js';
import type { ClientSession, OpenedLink } from './ports.js';

/** Turns the token of a personal link into open pages, once. */
@Injectable()
export class OpenPages {
  constructor(
    private readonly links: PersonalLinks,
    private readonly sessions: ClientSessions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * The new session's token, which only the browser keeps, and where to go; undefined for a link that is used or too old.
   * `before` is the token of the pages that this browser had open, from which the same person's typed text is taken along.
   */
  async execute(
    linkToken: string,
    { before, ...choice }: { readonly isKept: boolean; readonly before?: string | undefined },
  ): Promise<{ readonly token: string; readonly returnTo: string } | undefined> {
    const link = await this.links.redeem(linkToken);
    if (link === undefined) return undefined;
    const token = randomToken();
    const now = this.clock.now();
    const { clinicId, returnTo } = link;
    const typed = await this.typedBefore(before, link);
    const session = opened({ ...link, ...choice, ...typed, tokenHash: sha256(token), createdAt: now, seenAt: now });
    await this.audit.append(clinicId, { actor: 'client', action: 'sign-in', subject: session.clientRef ?? '*' });
    await this.sessions.add(session);
    // Who it is is asked before any other page.
    return { token, returnTo: session.clientRef === undefined ? '/me' : returnTo };
  }

  private async typedBefore(before: string | undefined, link: OpenedLink): Promise<Pick<ClientSession, 'typed'>> {
    const known = before === undefined || before === '' ? undefined : await this.sessions.get(sha256(before));
    const typed = known?.clinicId === link.clinicId ? known.typed : undefined;
    return typed !== undefined && link.clientRefs.includes(typed.clientRef) ? { typed } : {};
  }
}
