import type { MachineTime } from '@aftercare/kernel';
import { ReplyInbox } from '../../replies/application/ports.js';
import type { InboundReply, Kept, KeptReply } from '../../replies/application/ports.js';
import { placeOf } from '../../replies/testing/in-memory-reply-inbox.js';

const LEASE_MS = 15_000;
const OPENS_OR_CLOSES: readonly string[] = ['stop', 'cancel', 'start'];

interface StoredReply {
  readonly reply: InboundReply;
  finished: boolean;
  leasedUntilMs: number;
}

/** The replies that outlive their processes. */
export class StoredReplies {
  readonly all = new Map<string, StoredReply>();

  get unfinished(): readonly StoredReply[] {
    return [...this.all.values()].filter(({ finished }) => !finished);
  }
}

export class InMemoryReplyInbox extends ReplyInbox {
  constructor(
    private readonly stored: StoredReplies,
    private readonly machine: MachineTime,
  ) {
    super();
  }

  override async keep(reply: InboundReply): Promise<Kept> {
    const known = this.stored.all.get(reply.messageId);
    if (known !== undefined) return { as: known.finished ? 'done' : 'again', receivedAt: known.reply.receivedAt };
    const receivedAt = placeOf(
      reply,
      [...this.stored.all.values()].map((one) => one.reply),
    );
    const leasedUntilMs = this.machine.nowMs() + LEASE_MS;
    this.stored.all.set(reply.messageId, { reply: { ...reply, receivedAt }, finished: false, leasedUntilMs });
    return { as: 'new', receivedAt };
  }

  override async finish({ messageId }: { readonly messageId: string }): Promise<void> {
    const known = this.stored.all.get(messageId);
    if (known !== undefined) known.finished = true;
  }

  override async takeAbandoned(limit: number): Promise<readonly KeptReply[]> {
    const now = this.machine.nowMs();
    const left = this.stored.unfinished.filter(({ leasedUntilMs }) => leasedUntilMs <= now).slice(0, limit);
    for (const one of left) one.leasedUntilMs = now + LEASE_MS;
    return left.map(({ reply }) => reply);
  }

  override async oldestUnfinishedAt(): Promise<Date | undefined> {
    return this.stored.unfinished[0]?.reply.receivedAt;
  }

  override async isOvertaken(reply: KeptReply): Promise<boolean> {
    if (!OPENS_OR_CLOSES.includes(reply.intent)) return false;
    return [...this.stored.all.values()].some(
      ({ reply: other }) =>
        other.clinicId === reply.clinicId &&
        other.phone === reply.phone &&
        other.messageId !== reply.messageId &&
        OPENS_OR_CLOSES.includes(other.intent) &&
        (other.receivedAt > reply.receivedAt ||
          (reply.intent === 'start' &&
            other.intent !== 'start' &&
            other.receivedAt.getTime() === reply.receivedAt.getTime())),
    );
  }
}
