import { MachineTime } from '@aftercare/kernel';
import { ClientCipher, ClientKeyGoneError, isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ReplyInbox } from '../../application/ports.js';
import type { InboundReply, Kept, KeptReply, ReplyOutcome } from '../../application/ports.js';
import { CLOSES, justAfter, overtakersOf, REPLIES, replyId } from './reply-document.js';
import type { ReplyDocument } from './reply-document.js';

/** Far longer than acting on a reply takes; machine time. */
const LEASE_MS = 15_000;

@Injectable()
export class MongoReplyInbox extends ReplyInbox implements OnModuleInit {
  /** Replies may stand unfinished: of a run before, or kept since none was found. Only `keep` makes one. */
  private mayBeUnfinished = true;

  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
    private readonly machine: MachineTime,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.replies.createIndex({ clinicId: 1, receivedAt: -1 });
    await this.replies.createIndex({ clinicId: 1, clientRefs: 1, receivedAt: -1 });
    await this.replies.createIndex({ clinicId: 1, phoneIndex: 1, receivedAt: -1 });
    await this.replies.createIndex({ receivedAt: 1 }, { partialFilterExpression: { finished: false } });
  }

  override async keep(reply: InboundReply): Promise<Kept> {
    const known = await this.known(reply);
    if (known !== undefined) return known;
    const receivedAt = await this.placeOf(reply);
    try {
      await this.replies.insertOne(await this.documentOf(replyId(reply), { ...reply, receivedAt }));
      return { as: 'new', receivedAt };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.known(reply)) ?? { as: 'again', receivedAt };
    } finally {
      this.mayBeUnfinished = true;
    }
  }

  override async finish(
    reply: { readonly clinicId: string; readonly messageId: string },
    outcome: ReplyOutcome,
  ): Promise<void> {
    // Whoever finishes it second knows nothing new: staff may have read it since.
    await this.replies.updateOne(
      { _id: replyId(reply), clinicId: reply.clinicId, finished: false },
      { $set: { finished: true, ...outcome }, $inc: { version: 1 } },
    );
  }

  override async takeAbandoned(limit: number): Promise<readonly KeptReply[]> {
    const found = await this.collections
      .system<ReplyDocument>(REPLIES, 'sweep')
      .find({ finished: false, leasedUntilMs: { $lte: this.machine.nowMs() } })
      .sort({ receivedAt: 1, _id: 1 })
      .limit(limit)
      .toArray();
    const taken: KeptReply[] = [];
    for (const document of found) {
      const reply = (await this.lease(document)) ? await this.opened(document) : undefined;
      if (reply !== undefined) taken.push(reply);
    }
    return taken;
  }

  /** Not asked again while none can have come up. Only the stepped clock wants to know, which drives one process per service; `takeAbandoned` always looks. */
  override async oldestUnfinishedAt(): Promise<Date | undefined> {
    if (!this.mayBeUnfinished) return undefined;
    this.mayBeUnfinished = false;
    const [oldest] = await this.collections
      .system<ReplyDocument>(REPLIES, 'due-work')
      .find({ finished: false, leasedUntilMs: { $gt: 0 } }, { projection: { receivedAt: 1 } })
      .sort({ receivedAt: 1 })
      .limit(1)
      .toArray();
    if (oldest !== undefined) this.mayBeUnfinished = true;
    return oldest?.receivedAt;
  }

  override async isOvertaken(reply: KeptReply): Promise<boolean> {
    const overtakers = overtakersOf(reply, this.cipher.blindIndex(reply.clinicId, 'phone', reply.phone));
    return overtakers !== undefined && (await this.replies.findOne(overtakers, { projection: { _id: 1 } })) !== null;
  }

  private async known(reply: InboundReply): Promise<Kept | undefined> {
    const found = await this.replies.findOne(
      { _id: replyId(reply), clinicId: reply.clinicId },
      { projection: { finished: 1, receivedAt: 1 } },
    );
    return found === null ? undefined : { as: found.finished ? 'done' : 'again', receivedAt: found.receivedAt };
  }

  /** The clock of another process may be ahead, or that of all was set back: a STOP that comes later is the later word. */
  private async placeOf({ clinicId, phone, intent, receivedAt }: InboundReply): Promise<Date> {
    if (!CLOSES.includes(intent)) return receivedAt;
    const phoneIndex = this.cipher.blindIndex(clinicId, 'phone', phone);
    const later = { clinicId, phoneIndex, intent: 'start' as const, receivedAt: { $gt: receivedAt } };
    const opened = await this.replies.findOne(later, { sort: { receivedAt: -1 }, projection: { receivedAt: 1 } });
    return opened === null ? receivedAt : justAfter(opened.receivedAt);
  }

  private async lease({ _id, clinicId, leasedUntilMs }: ReplyDocument): Promise<boolean> {
    const { modifiedCount } = await this.replies.updateOne(
      { _id, clinicId, finished: false, leasedUntilMs },
      { $set: { leasedUntilMs: this.machine.nowMs() + LEASE_MS }, $inc: { version: 1 } },
    );
    return modifiedCount === 1;
  }

  /** Undefined for an erased client: nobody is left to be stopped or answered. */
  private async opened(document: ReplyDocument): Promise<KeptReply | undefined> {
    const { clinicId, messageId, clientRefs, intent, answeredByProvider, saysYes, receivedAt } = document;
    try {
      const phone = await this.cipher.open({ clinicId, id: document.sealedFor }, 'phone', document.sealedPhone);
      const read = { clinicId, messageId, phone, clientRefs, intent, answeredByProvider, receivedAt };
      return saysYes === undefined ? read : { ...read, saysYes };
    } catch (error) {
      if (!(error instanceof ClientKeyGoneError)) throw error;
      await this.finish(document, { waits: false });
      return undefined;
    }
  }

  private async documentOf(_id: string, reply: InboundReply): Promise<ReplyDocument> {
    const { clinicId, phone, text, ...rest } = reply;
    const phoneIndex = this.cipher.blindIndex(clinicId, 'phone', phone);
    const sealedFor = reply.clientRefs[0] ?? `phone:${phoneIndex}`;
    const client = { clinicId, id: sealedFor };
    const [sealedText = '', sealedPhone = ''] = await this.cipher.sealAll([
      { client, field: 'reply', plain: text },
      { client, field: 'phone', plain: phone },
    ]);
    const leasedUntilMs = this.machine.nowMs() + LEASE_MS;
    const head = { _id, clinicId, ...rest, sealedFor, sealedText, sealedPhone, phoneIndex };
    return { ...head, finished: false, leasedUntilMs, version: 1 };
  }

  private get replies() {
    return this.collections.of<ReplyDocument>(REPLIES);
  }
}
