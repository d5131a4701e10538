import { cursorFrom, ClientCipher, ClientKeyGoneError, pageOf, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { StaffReplies } from '../../application/ports.js';
import type { StaffReply } from '../../application/ports.js';
import { REPLIES } from './reply-document.js';
import type { ReplyDocument } from './reply-document.js';

type Filter = mongo.Filter<ReplyDocument>;

/** Sorts after the page before: by time, then by id. */
const afterCursor = (after: string | undefined, direction: 1 | -1): Filter => {
  const [time, id] = cursorFrom(after)?.split(' ') ?? [];
  if (time === undefined || id === undefined) return {};
  const receivedAt = new Date(time);
  const beyond = direction === 1 ? { $gt: receivedAt } : { $lt: receivedAt };
  const beyondId = direction === 1 ? { $gt: id } : { $lt: id };
  return { $or: [{ receivedAt: beyond }, { receivedAt, _id: beyondId }] };
};

@Injectable()
export class MongoStaffReplies extends StaffReplies implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    const partialFilterExpression = { waits: true };
    await this.replies.createIndex({ clinicId: 1, receivedAt: 1, _id: 1 }, { partialFilterExpression });
  }

  override async list(query: Parameters<StaffReplies['list']>[0]) {
    const { clinicId, only, since, limit, after } = query;
    const direction = only === 'waiting' ? 1 : -1;
    const waiting = only === 'waiting' ? { waits: true } : {};
    const found = await this.replies
      .find({ clinicId, ...waiting, $and: [{ receivedAt: { $gte: since } }, afterCursor(after, direction)] })
      .sort({ receivedAt: direction, _id: direction })
      .limit(limit + 1)
      .toArray();
    const page = pageOf(found, limit, ({ receivedAt, _id }) => `${receivedAt.toISOString()} ${_id}`);
    return { ...page, items: await Promise.all(page.items.map((reply) => this.shown(reply))) };
  }

  override async one({
    clinicId,
    id,
  }: {
    readonly clinicId: string;
    readonly id: string;
  }): Promise<StaffReply | undefined> {
    const found = await this.replies.findOne({ _id: id, clinicId });
    return found === null ? undefined : this.shown(found);
  }

  override async markDone(
    { clinicId, id }: { readonly clinicId: string; readonly id: string },
    done: { readonly by: string; readonly at: Date },
  ): Promise<void> {
    const open = { _id: id, clinicId, done: { $exists: false } };
    await this.replies.updateOne(open, { $set: { done, waits: false }, $inc: { version: 1 } });
  }

  private async shown(reply: ReplyDocument): Promise<StaffReply> {
    const { _id: id, receivedAt, intent, clientRefs, bookingId, waits = false, done } = reply;
    const text = await this.textOf(reply);
    return {
      ...{ id, receivedAt, intent, clientRefs, waits },
      ...(text === undefined ? {} : { text }),
      ...(bookingId === undefined ? {} : { bookingId }),
      ...(done === undefined ? {} : { done }),
    };
  }

  private async textOf({ clinicId, sealedFor, sealedText }: ReplyDocument): Promise<string | undefined> {
    try {
      return await this.cipher.open({ clinicId, id: sealedFor }, 'reply', sealedText);
    } catch (error) {
      if (error instanceof ClientKeyGoneError) return undefined;
      throw error;
    }
  }

  private get replies() {
    return this.collections.of<ReplyDocument>(REPLIES);
  }
}
