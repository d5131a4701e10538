import { Clock, DomainError, NotFoundError } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AcknowledgementStore, AcknowledgeVisit } from './acknowledgements.js';
import { StaffReplies } from './ports.js';
import type { StaffReply } from './ports.js';

/** Texts older than this are not shown any more (ux.md K14). */
const SHOWN_DAYS = 90;
const DAY_MS = 86_400_000;

export class NothingToUndoError extends DomainError {
  override readonly code = 'NOTHING_TO_UNDO';
}

interface ReplyName {
  readonly clinicId: string;
  readonly id: string;
}

/** What machines must not guess, for the people at the desk. */
@Injectable()
export class StaffInbox {
  constructor(
    private readonly replies: StaffReplies,
    private readonly acknowledging: AcknowledgeVisit,
    private readonly said: AcknowledgementStore,
    private readonly clock: Clock,
  ) {}

  list(clinicId: string, query: { readonly only: 'waiting' | 'all'; readonly limit: number; readonly after?: string }) {
    return this.replies.list({ ...query, clinicId, since: this.oldest() });
  }

  async done(name: ReplyName, by: string): Promise<StaffReply> {
    await this.known(name);
    await this.replies.markDone(name, { by, at: this.clock.now() });
    return this.known(name);
  }

  /** Takes back that a YES was understood. A STOP is never taken back here, and nobody is told. */
  async undo(name: ReplyName, by: string): Promise<StaffReply> {
    const { intent, bookingId } = await this.known(name);
    const { clinicId } = name;
    const stored = bookingId === undefined ? undefined : await this.said.find({ clinicId, id: bookingId });
    if (intent !== 'yes' || stored?.state.expected !== true)
      throw new NothingToUndoError('nothing that follows from this reply can be taken back');
    const { expected: _expected, at: _at, ...visit } = stored.state;
    await this.acknowledging.execute(clinicId, { visit, intent: 'undone', at: this.clock.now() });
    return this.done(name, by);
  }

  private async known(name: ReplyName): Promise<StaffReply> {
    const reply = await this.replies.one(name);
    if (reply === undefined || reply.receivedAt < this.oldest()) throw new NotFoundError('there is no such reply');
    return reply;
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - SHOWN_DAYS * DAY_MS);
  }
}
