import type { Tries } from '../domain/lock-out.js';
import type { Session, SessionRules } from '../domain/session.js';
import type { SignInLink } from '../domain/sign-in-link.js';

export type { Session, SessionRules, SignInLink, Tries };
export { windowEnd } from '../domain/lock-out.js';

/** One-time links. Only hashes of their tokens are stored. */
export abstract class SignInLinks {
  abstract add(link: SignInLink): Promise<void>;
  /** Uses the link up and returns it; undefined when it is unknown, used or too old. Of two callers at once, one gets it. */
  abstract take(tokenHash: string, now: Date): Promise<SignInLink | undefined>;
  abstract removeExpired(now: Date): Promise<void>;
}

/** Signed-in browsers. Only hashes of their tokens are stored. */
export abstract class Sessions {
  abstract add(session: Session): Promise<void>;
  abstract get(tokenHash: string): Promise<Session | undefined>;
  abstract noteSeen(tokenHash: string, at: Date): Promise<void>;
  abstract remove(tokenHash: string): Promise<void>;
  abstract removeUnseenSince(instant: Date): Promise<void>;
}

/** Counts tries by key (hash of an address or of a sender), across all processes. */
export abstract class TryCounter {
  /** Counts one more; a window that is over starts anew with it. */
  abstract add(key: string, now: Date): Promise<Tries>;
  abstract clear(key: string): Promise<void>;
  abstract removeEnded(now: Date): Promise<void>;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Mail to staff: sign-in links. Not part of the ledger, which is about clients. */
export abstract class StaffMail {
  abstract send(mail: Mail): Promise<void>;
}

/** Values of the configuration that use cases need. */
export class SignInSettings {
  constructor(
    readonly publicUrl: string,
    readonly rules: SessionRules,
  ) {}
}
