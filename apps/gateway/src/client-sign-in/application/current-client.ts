import { Clock, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/application/ports.js';
import { chosen, isAlive, isWorthNoting } from '../domain/client-session.js';
import { comesBack, isWorthKeeping } from '../domain/typed-text.js';
import { ClientSessions } from './ports.js';
import type { ClientSession, TypedText } from './ports.js';

/** Whose pages this browser has open. */
@Injectable()
export class CurrentClient {
  constructor(
    private readonly sessions: ClientSessions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Undefined when they are closed, or were idle for too long. */
  async of(token: string | undefined): Promise<ClientSession | undefined> {
    const session = await this.known(token);
    if (session === undefined) return undefined;
    const now = this.clock.now();
    if (!isAlive(session, now)) return undefined;
    if (isWorthNoting(session, now)) await this.sessions.noteSeen(session.tokenHash, now);
    return session;
  }

  /** Answers "Who is this for?"; an answer that was not offered changes nothing. */
  async choose(session: ClientSession, clientRef: string): Promise<void> {
    if (chosen(session, clientRef) === undefined) return;
    await this.audit.append(session.clinicId, { actor: 'client', action: 'sign-in', subject: clientRef });
    await this.sessions.choose(session.tokenHash, clientRef);
  }

  /** Closes the pages; without any nothing happens. */
  async close(token: string | undefined): Promise<void> {
    const session = await this.known(token);
    if (session === undefined) return;
    await this.sessions.remove(session.tokenHash);
    const { clinicId, clientRef = '*' } = session;
    await this.audit.append(clinicId, { actor: 'client', action: 'sign-out', subject: clientRef });
  }

  /** Keeps what was typed, for whoever has these pages open, or had until they were idle for too long. */
  async keepTyped(token: string | undefined, sent: { readonly path: string; readonly form: string }): Promise<void> {
    const session = await this.known(token);
    if (session?.clientRef === undefined || !isWorthKeeping(sent)) return;
    const typed = { ...sent, clientRef: session.clientRef, at: this.clock.now() };
    await this.sessions.keepTyped(session.tokenHash, typed);
  }

  /** What this client typed and has not saved. */
  typedBy({ clientRef, typed }: ClientSession): TypedText | undefined {
    return typed !== undefined && comesBack(typed, clientRef, this.clock.now()) ? typed : undefined;
  }

  /** They said something else, or saved it. */
  async forgetTyped({ tokenHash, typed }: ClientSession): Promise<void> {
    if (typed !== undefined) await this.sessions.forgetTyped(tokenHash);
  }

  private async known(token: string | undefined): Promise<ClientSession | undefined> {
    return token === undefined || token === '' ? undefined : this.sessions.get(sha256(token));
  }
}
