import { StaffReplies } from '../application/ports.js';
import type { StaffReply } from '../application/ports.js';
import type { ReplyRow } from './in-memory-reply-inbox.js';

/** The staff's list over the rows of an inbox in memory; the id of a reply is its message's. */
export class InMemoryStaffReplies extends StaffReplies {
  constructor(private readonly rows: Map<string, ReplyRow>) {
    super();
  }

  override async list({ clinicId, since }: { readonly clinicId: string; readonly since: Date }) {
    const own = [...this.rows.values()].filter(({ reply }) => reply.clinicId === clinicId);
    return { items: own.map(staffReplyOf).filter(({ receivedAt }) => receivedAt >= since) };
  }

  override async one({ clinicId, id }: { readonly clinicId: string; readonly id: string }) {
    const known = this.rows.get(`${clinicId}/${id}`);
    return known === undefined ? undefined : staffReplyOf(known);
  }

  override async markDone(
    { clinicId, id }: { readonly clinicId: string; readonly id: string },
    done: { readonly by: string; readonly at: Date },
  ): Promise<void> {
    const name = `${clinicId}/${id}`;
    const known = this.rows.get(name);
    if (known !== undefined && known.done === undefined) this.rows.set(name, { ...known, done, waits: false });
  }
}

const staffReplyOf = ({ reply, waits, bookingId, done }: ReplyRow): StaffReply => ({
  id: reply.messageId,
  receivedAt: reply.receivedAt,
  text: reply.text,
  intent: reply.intent,
  clientRefs: reply.clientRefs,
  waits,
  ...(bookingId === undefined ? {} : { bookingId }),
  ...(done === undefined ? {} : { done }),
});
