import { ClientSessions } from '../application/ports.js';
import type { ClientSession } from '../application/ports.js';
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
  override async remove(tokenHash: string): Promise<void> {
    this.sessions.delete(tokenHash);
  }
  override async removeEnded(now: Date): Promise<void> {
    for (const session of [...this.sessions.values()])
      if (endsAt(session) <= now) this.sessions.delete(session.tokenHash);
  }
}
