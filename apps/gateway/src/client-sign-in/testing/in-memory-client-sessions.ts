import { ClientSessions } from '../application/ports.js';
import type { ClientSession, TypedText } from '../application/ports.js';
import { endsAt } from '../domain/client-session.js';

export class InMemoryClientSessions extends ClientSessions {
  private readonly sessions = new Map<string, ClientSession>();

  override async add(session: ClientSession): Promise<void> {
    if (this.sessions.has(session.tokenHash)) throw new Error('there is a session with this token');
    this.sessions.set(session.tokenHash, session);
  }
  override async get(tokenHash: string): Promise<ClientSession | undefined> {
    return this.sessions.get(tokenHash);
  }
  override async noteSeen(tokenHash: string, at: Date): Promise<void> {
    const session = this.sessions.get(tokenHash);
    if (session !== undefined && session.seenAt < at) this.sessions.set(tokenHash, { ...session, seenAt: at });
  }
  override async choose(tokenHash: string, clientRef: string): Promise<void> {
    const session = this.sessions.get(tokenHash);
    if (session !== undefined) this.sessions.set(tokenHash, { clientRef, ...session });
  }
  override async keepTyped(tokenHash: string, typed: TypedText): Promise<void> {
    const session = this.sessions.get(tokenHash);
    if (session !== undefined) this.sessions.set(tokenHash, { ...session, typed });
  }
  override async forgetTyped(tokenHash: string): Promise<void> {
    const session = this.sessions.get(tokenHash);
    if (session === undefined) return;
    const { typed: _typed, ...rest } = session;
    this.sessions.set(tokenHash, rest);
  }
  override async remove(tokenHash: string): Promise<void> {
    this.sessions.delete(tokenHash);
  }
  override async removeEnded(now: Date): Promise<void> {
    for (const session of [...this.sessions.values()])
      if (endsAt(session) <= now) this.sessions.delete(session.tokenHash);
  }
}
