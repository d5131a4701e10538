import type { MachineTime } from '@aftercare/kernel';
import { ReplyInbox } from '../application/ports.js';
import type { InboundReply, Kept, KeptReply, ReplyOutcome, StaffReply } from '../application/ports.js';

const LEASE_MS = 15_000;

export interface ReplyRow extends ReplyOutcome {
  readonly reply: InboundReply;
  readonly finished: boolean;
  readonly leasedUntilMs: number;
  readonly done?: StaffReply['done'];
}

const nameOf = ({ clinicId, messageId }: { readonly clinicId: string; readonly messageId: string }): string =>
  `${clinicId}/${messageId}`;

const closes = ({ intent }: KeptReply): boolean => intent === 'stop' || intent === 'cancel';
const opensOrCloses = (reply: KeptReply): boolean => closes(reply) || reply.intent === 'start';

const overtakes = (reply: KeptReply, other: KeptReply): boolean => {
  const sameNumber = other.clinicId === reply.clinicId && other.phone === reply.phone;
  if (!sameNumber || other.messageId === reply.messageId || !opensOrCloses(other)) return false;
  const laterMs = other.receivedAt.getTime() - reply.receivedAt.getTime();
  return laterMs > 0 || (laterMs === 0 && reply.intent === 'start' && closes(other));
};

/** A word that closes a number comes after every one that opened it and was kept before. */
export const placeOf = (reply: InboundReply, kept: readonly InboundReply[]): Date => {
  const opened = kept
    .filter(({ intent, clinicId, phone }) => intent === 'start' && clinicId === reply.clinicId && phone === reply.phone)
    .map(({ receivedAt }) => receivedAt.getTime())
    .filter((ms) => ms > reply.receivedAt.getTime());
  return closes(reply) && opened.length > 0 ? new Date(Math.max(...opened) + 1) : reply.receivedAt;
};

export class InMemoryReplyInbox extends ReplyInbox {
  constructor(
    private readonly machine: MachineTime,
    /** Given to a second inbox, it stands for another process over the same store. */
    readonly rows = new Map<string, ReplyRow>(),
  ) {
    super();
  }

  /** All that were ever kept, in the order in which they came. */
  get replies(): readonly InboundReply[] {
    return [...this.rows.values()].map(({ reply }) => reply);
  }

  override async keep(reply: InboundReply): Promise<Kept> {
    const known = this.rows.get(nameOf(reply));
    if (known !== undefined) return { as: known.finished ? 'done' : 'again', receivedAt: known.reply.receivedAt };
    const receivedAt = placeOf(reply, this.replies);
    const leasedUntilMs = this.machine.nowMs() + LEASE_MS;
    this.put({ reply: { ...reply, receivedAt }, finished: false, waits: false, leasedUntilMs });
    return { as: 'new', receivedAt };
  }

  override async finish(
    reply: { readonly clinicId: string; readonly messageId: string },
    outcome: ReplyOutcome,
  ): Promise<void> {
    const known = this.rows.get(nameOf(reply));
    if (known !== undefined) this.put({ ...known, ...outcome, finished: true });
  }

  override async takeAbandoned(limit: number): Promise<readonly KeptReply[]> {
    const nowMs = this.machine.nowMs();
    const taken = this.unfinished()
      .filter(({ leasedUntilMs }) => leasedUntilMs <= nowMs)
      .slice(0, limit);
    for (const row of taken) this.put({ ...row, leasedUntilMs: nowMs + LEASE_MS });
    return taken.map(({ reply: { text: _text, ...kept } }) => kept);
  }

  override async oldestUnfinishedAt(): Promise<Date | undefined> {
    return this.unfinished()[0]?.reply.receivedAt;
  }

  override async isOvertaken(reply: KeptReply): Promise<boolean> {
    return opensOrCloses(reply) && this.replies.some((other) => overtakes(reply, other));
  }

  private unfinished(): readonly ReplyRow[] {
    return [...this.rows.values()]
      .filter(({ finished }) => !finished)
      .sort((one, other) => one.reply.receivedAt.getTime() - other.reply.receivedAt.getTime());
  }

  private put(row: ReplyRow): void {
    this.rows.set(nameOf(row.reply), row);
  }
}
