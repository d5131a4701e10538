import { windowEnd } from '../domain/lock-out.js';
import type { Tries } from '../domain/lock-out.js';
import type { Session } from '../domain/session.js';
import type { SignInLink } from '../domain/sign-in-link.js';
import { Sessions, SignInLinks, StaffMail, TryCounter } from '../application/ports.js';
import type { Mail } from '../application/ports.js';

export class InMemorySignInLinks extends SignInLinks {
  readonly links = new Map<string, SignInLink>();

  override async add(link: SignInLink): Promise<void> {
    if (this.links.has(link.tokenHash)) throw new Error('this token has a link already');
    this.links.set(link.tokenHash, link);
  }
  override async take(tokenHash: string, now: Date): Promise<SignInLink | undefined> {
    const link = this.links.get(tokenHash);
    if (link === undefined || link.expiresAt <= now) return undefined;
    this.links.delete(tokenHash);
    return link;
  }
  override async removeExpired(now: Date): Promise<void> {
    for (const link of [...this.links.values()]) if (link.expiresAt <= now) this.links.delete(link.tokenHash);
  }
}

export class InMemorySessions extends Sessions {
  readonly sessions = new Map<string, Session>();

  override async add(session: Session): Promise<void> {
    if (this.sessions.has(session.tokenHash)) throw new Error('this token has a session already');
    this.sessions.set(session.tokenHash, session);
  }
  override async get(tokenHash: string): Promise<Session | undefined> {
    return this.sessions.get(tokenHash);
  }
  override async noteSeen(tokenHash: string, at: Date): Promise<void> {
    const session = this.sessions.get(tokenHash);
    if (session !== undefined && session.seenAt < at) this.sessions.set(tokenHash, { ...session, seenAt: at });
  }
  override async remove(tokenHash: string): Promise<void> {
    this.sessions.delete(tokenHash);
  }
  override async removeUnseenSince(instant: Date): Promise<void> {
    for (const session of [...this.sessions.values()])
      if (session.seenAt <= instant) this.sessions.delete(session.tokenHash);
  }
}

export class InMemoryTryCounter extends TryCounter {
  private readonly tries = new Map<string, Tries>();

  override async add(key: string, now: Date): Promise<Tries> {
    const known = this.tries.get(key);
    const next =
      known === undefined || known.windowEndsAt <= now
        ? { count: 1, windowEndsAt: windowEnd(now) }
        : { ...known, count: known.count + 1 };
    this.tries.set(key, next);
    return next;
  }
  override async clear(key: string): Promise<void> {
    this.tries.delete(key);
  }
  override async removeEnded(now: Date): Promise<void> {
    for (const [key, tries] of [...this.tries]) if (tries.windowEndsAt <= now) this.tries.delete(key);
  }
}

export class MailOutbox extends StaffMail {
  readonly sent: Mail[] = [];

  override async send(mail: Mail): Promise<void> {
    this.sent.push(mail);
  }

  /** The token of the newest link. */
  lastToken(): string {
    return /#(\w+)/u.exec(this.sent.at(-1)?.text ?? '')?.[1] ?? '';
  }
}
