import { ClientCipher, ClientKeyGoneError, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { ClientSessions } from '../../application/ports.js';
import type { ClientSession, TypedText } from '../../application/ports.js';
import { endsAt } from '../../domain/client-session.js';

interface SealedText extends Omit<TypedText, 'form'> {
  readonly sealedForm: string;
}

interface ClientSessionDocument extends Omit<ClientSession, 'tokenHash' | 'typed'>, mongo.Document {
  /** SHA-256 of the token. */
  readonly _id: string;
  readonly typed?: SealedText;
  /** For the sweeper. */
  readonly endsAt: Date;
}

const COLLECTION = 'client_sessions';

@Injectable()
export class MongoClientSessions extends ClientSessions implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.collections.of<ClientSessionDocument>(COLLECTION).createIndex({ endsAt: 1 });
  }

  override async add(session: ClientSession): Promise<void> {
    const { tokenHash: _id, typed, ...rest } = session;
    const sealed = typed === undefined ? {} : { typed: await this.seal(session.clinicId, typed) };
    const document = { _id, ...rest, ...sealed, endsAt: endsAt(session) };
    await this.collections.of<ClientSessionDocument>(COLLECTION).insertOne(document);
  }

  override async get(tokenHash: string): Promise<ClientSession | undefined> {
    const found = await this.byToken().findOne({ _id: tokenHash });
    if (found === null) return undefined;
    const { _id, endsAt: _endsAt, typed, ...session } = found;
    return { ...session, ...(await this.opened(session.clinicId, typed)), tokenHash };
  }

  override async noteSeen(tokenHash: string, at: Date): Promise<void> {
    const session = await this.get(tokenHash);
    if (session === undefined) return;
    const ends = endsAt({ ...session, seenAt: at });
    await this.byToken().updateOne({ _id: tokenHash }, { $max: { seenAt: at, endsAt: ends } });
  }

  override async choose(tokenHash: string, clientRef: string): Promise<void> {
    await this.byToken().updateOne({ _id: tokenHash, clientRef: { $exists: false } }, { $set: { clientRef } });
  }

  override async keepTyped(tokenHash: string, typed: TypedText): Promise<void> {
    const found = await this.byToken().findOne({ _id: tokenHash }, { projection: { clinicId: 1 } });
    if (found === null) return;
    await this.byToken().updateOne({ _id: tokenHash }, { $set: { typed: await this.seal(found.clinicId, typed) } });
  }

  override async forgetTyped(tokenHash: string): Promise<void> {
    await this.byToken().updateOne({ _id: tokenHash }, { $unset: { typed: 1 } });
  }

  override async remove(tokenHash: string): Promise<void> {
    await this.byToken().deleteOne({ _id: tokenHash });
  }

  override async removeEnded(now: Date): Promise<void> {
    await this.collections.system<ClientSessionDocument>(COLLECTION, 'sweep').deleteMany({ endsAt: { $lte: now } });
  }

  /** What somebody says of themselves, as everywhere: under their own key. */
  private async seal(clinicId: string, { form, ...rest }: TypedText): Promise<SealedText> {
    return { ...rest, sealedForm: await this.cipher.seal({ clinicId, id: rest.clientRef }, 'typed', form) };
  }

  private async opened(clinicId: string, sealed: SealedText | undefined): Promise<Pick<ClientSession, 'typed'>> {
    if (sealed === undefined) return {};
    const { sealedForm, ...rest } = sealed;
    try {
      return {
        typed: { ...rest, form: await this.cipher.open({ clinicId, id: rest.clientRef }, 'typed', sealedForm) },
      };
    } catch (error) {
      // Who was erased typed nothing any more.
      if (error instanceof ClientKeyGoneError) return {};
      throw error;
    }
  }

  private byToken() {
    return this.collections.system<ClientSessionDocument>(COLLECTION, 'token-look-up');
  }
}
