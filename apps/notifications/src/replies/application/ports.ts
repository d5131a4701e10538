import type { Intent } from '../domain/read-reply.js';

/** A text that somebody wrote to a clinic's number. */
export interface InboundReply {
  readonly clinicId: string;
  /** The provider's id of the message: the same one twice is one reply. */
  readonly messageId: string;
  /** E.164 sender. */
  readonly phone: string;
  /** Who has that number at this clinic; several people may share a phone, and nobody may be known. */
  readonly clientRefs: readonly string[];
  readonly text: string;
  readonly intent: Intent;
  readonly receivedAt: Date;
}

/** `new`: kept now. `again`: kept before, but what follows from it may not have been done. `done`: nothing left to do. */
export type Kept = 'new' | 'again' | 'done';

/** Replies as staff read them; the text is sealed with the client's key. */
export abstract class ReplyInbox {
  abstract keep(reply: InboundReply): Promise<Kept>;
  abstract finish(reply: { readonly clinicId: string; readonly messageId: string }): Promise<void>;
}

/**
 * Who answers STOP, START and HELP: `twilio` blocks and answers its own keywords itself and we only record them;
 * with `ours` nobody but us does.
 */
export class OptOutHandling {
  constructor(readonly by: 'twilio' | 'ours') {}
}
