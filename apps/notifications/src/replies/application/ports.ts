import type { Intent } from '../domain/read-reply.js';

/** A text that somebody wrote to a clinic's number, as it is acted upon. */
export interface KeptReply {
  readonly clinicId: string;
  /** The provider's id of the message: the same one twice is one reply. */
  readonly messageId: string;
  /** E.164 sender. */
  readonly phone: string;
  /** Who has that number at this clinic; several people may share a phone, and nobody may be known. */
  readonly clientRefs: readonly string[];
  readonly intent: Intent;
  /** The provider knows the word and answers it where it was asked to. */
  readonly answeredByProvider: boolean;
  /** The provider took a YES for a START, which it is for a number that was stopped only. */
  readonly saysYes?: boolean;
  readonly receivedAt: Date;
}

export interface InboundReply extends KeptReply {
  readonly text: string;
}

export interface Kept {
  /** `new`: kept now. `again`: kept before, but what follows from it may not have been done. `done`: nothing left to do. */
  readonly as: 'new' | 'again' | 'done';
  /** Its place among the words of its number: a webhook that comes again says nothing new. */
  readonly receivedAt: Date;
}

/** What came of a reply: whether a person has to read it, and which visit it was about. */
export interface ReplyOutcome {
  readonly waits: boolean;
  readonly bookingId?: string;
}

/** Replies as staff read them; the text is sealed with the client's key. */
export abstract class ReplyInbox {
  /**
   * Keeps a reply and leases it to the caller, so that no sweep takes it from under its hands. A word that closes a number is placed
   * behind every one that opened it and was kept before, whatever the clocks of processes say.
   */
  abstract keep(reply: InboundReply): Promise<Kept>;
  abstract finish(
    reply: { readonly clinicId: string; readonly messageId: string },
    outcome: ReplyOutcome,
  ): Promise<void>;
  /** Leases replies whose last holder did not finish them, the oldest first; nobody else gets the same one. */
  abstract takeAbandoned(limit: number): Promise<readonly KeptReply[]>;
  /** When the oldest unfinished reply came. */
  abstract oldestUnfinishedAt(): Promise<Date | undefined>;
  /** Has the same number said STOP or START since? Then this reply's own STOP or START is no longer its word. */
  abstract isOvertaken(reply: KeptReply): Promise<boolean>;
}

/** A reply as staff see it. */
export interface StaffReply {
  readonly id: string;
  readonly receivedAt: Date;
  /** Undefined: its client was erased. */
  readonly text?: string;
  /** Our guess. */
  readonly intent: Intent;
  /** Who has that number; more than one on a shared phone, none where nobody is known. */
  readonly clientRefs: readonly string[];
  readonly bookingId?: string;
  readonly waits: boolean;
  readonly done?: { readonly by: string; readonly at: Date };
}

/** The staff's list (ux.md K14). */
export abstract class StaffReplies {
  /** Waiting ones the oldest first, all of them the newest first; none older than `since`. */
  abstract list(query: {
    readonly clinicId: string;
    readonly only: 'waiting' | 'all';
    readonly since: Date;
    readonly limit: number;
    readonly after?: string;
  }): Promise<{ readonly items: readonly StaffReply[]; readonly next?: string }>;
  abstract one(reply: { readonly clinicId: string; readonly id: string }): Promise<StaffReply | undefined>;
  /** The first to say so stands. */
  abstract markDone(
    reply: { readonly clinicId: string; readonly id: string },
    done: { readonly by: string; readonly at: Date },
  ): Promise<void>;
}

/**
 * Who answers STOP, START and HELP: `twilio` blocks and answers its own keywords itself and we only record them;
 * with `ours` nobody but us does.
 */
export class OptOutHandling {
  constructor(readonly by: 'twilio' | 'ours') {}
}
