import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { ClientSessions } from '../../application/ports.js';
import type { ClientSession } from '../../application/ports.js';
import { endsAt } from '../../domain/client-session.js';

interface ClientSessionDocument extends Omit<ClientSession, 'tokenHash'>, mongo.Document {
  /** SHA-256 of the token. */
  readonly _id: string;
  /** For the sweeper. */
  readonly endsAt: Date;
}

const COLLECTION = 'client_sessions';

@Injectable()
export class MongoClientSessions extends ClientSessions implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.collections.of<ClientSessionDocument>(COLLECTION).createIndex({ endsAt: 1 });
  }

  override async add(session: ClientSession): Promise<void> {
    const { tokenHash: _id, ...rest } = session;
    const document = { _id, ...rest, endsAt: endsAt(session) };
    await this.collections.of<ClientSessionDocument>(COLLECTION).insertOne(document);
  }

  override async get(tokenHash: string): Promise<ClientSession | undefined> {
    const found = await this.byToken().findOne({ _id: tokenHash });
    if (found === null) return undefined;
    const { _id, endsAt: _endsAt, ...session } = found;
    return { ...session, tokenHash };
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

  override async remove(tokenHash: string): Promise<void> {
    await this.byToken().deleteOne({ _id: tokenHash });
  }

  override async removeEnded(now: Date): Promise<void> {
    await this.collections.system<ClientSessionDocument>(COLLECTION, 'sweep').deleteMany({ endsAt: { $lte: now } });
  }

  private byToken() {
    return this.collections.system<ClientSessionDocument>(COLLECTION, 'token-look-up');
  }
}
