import { hashId } from '@aftercare/kernel';
import { ClientCipher, isDuplicateKey, TenantCollections } from '@aftercare/platform';
import type { TenantCollection } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ReplyInbox } from '../../application/ports.js';
import type { InboundReply, Kept } from '../../application/ports.js';

interface ReplyDocument {
  readonly _id: string;
  readonly clinicId: string;
  readonly clientRefs: readonly string[];
  /** Whose key seals the text: a client, or `phone:<index>` when nobody with that number is known. */
  readonly sealedFor: string;
  readonly sealedText: string;
  readonly phoneIndex: string;
  readonly intent: string;
  readonly receivedAt: Date;
  readonly finished: boolean;
  readonly version: number;
}

const FIELD = 'reply';

@Injectable()
export class MongoReplyInbox extends ReplyInbox implements OnModuleInit {
  private readonly replies: TenantCollection<ReplyDocument>;

  constructor(
    collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
    this.replies = collections.of<ReplyDocument>('replies');
  }

  async onModuleInit(): Promise<void> {
    await this.replies.createIndex({ clinicId: 1, receivedAt: -1 });
    await this.replies.createIndex({ clinicId: 1, clientRefs: 1, receivedAt: -1 });
  }

  override async keep(reply: InboundReply): Promise<Kept> {
    const _id = idOf(reply);
    const known = await this.replies.findOne({ _id, clinicId: reply.clinicId }, { projection: { finished: 1 } });
    if (known !== null) return known.finished ? 'done' : 'again';
    try {
      await this.replies.insertOne(await this.documentOf(_id, reply));
      return 'new';
    } catch (error) {
      if (isDuplicateKey(error)) return 'again';
      throw error;
    }
  }

  override async finish({
    clinicId,
    messageId,
  }: {
    readonly clinicId: string;
    readonly messageId: string;
  }): Promise<void> {
    await this.replies.updateOne(
      { _id: idOf({ clinicId, messageId }), clinicId },
      { $set: { finished: true }, $inc: { version: 1 } },
    );
  }

  private async documentOf(_id: string, reply: InboundReply): Promise<ReplyDocument> {
    const { clinicId, clientRefs, intent, receivedAt, phone, text } = reply;
    const phoneIndex = this.cipher.blindIndex(clinicId, 'phone', phone);
    const sealedFor = clientRefs[0] ?? `phone:${phoneIndex}`;
    const sealedText = await this.cipher.seal({ clinicId, id: sealedFor }, FIELD, text);
    return {
      _id,
      clinicId,
      clientRefs,
      sealedFor,
      sealedText,
      phoneIndex,
      intent,
      receivedAt,
      finished: false,
      version: 1,
    };
  }
}

const idOf = ({ clinicId, messageId }: { readonly clinicId: string; readonly messageId: string }): string =>
  hashId(clinicId, messageId);
