import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Sessions } from '../../application/ports.js';
import type { Session } from '../../application/ports.js';

interface SessionDocument extends mongo.Document {
  /** SHA-256 of the token. */
  readonly _id: string;
  readonly clinicId: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

const COLLECTION = 'sessions';

@Injectable()
export class MongoSessions extends Sessions implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.collections.of<SessionDocument>(COLLECTION).createIndex({ seenAt: 1 });
  }

  override async add(session: Session): Promise<void> {
    const { tokenHash: _id, ...rest } = session;
    await this.collections.of<SessionDocument>(COLLECTION).insertOne({ _id, ...rest });
  }

  override async get(tokenHash: string): Promise<Session | undefined> {
    const found = await this.byToken().findOne({ _id: tokenHash });
    if (found === null) return undefined;
    return {
      tokenHash,
      clinicId: found.clinicId,
      accountId: found.accountId,
      createdAt: found.createdAt,
      seenAt: found.seenAt,
    };
  }

  override async noteSeen(tokenHash: string, at: Date): Promise<void> {
    await this.byToken().updateOne({ _id: tokenHash }, { $max: { seenAt: at } });
  }

  override async remove(tokenHash: string): Promise<void> {
    await this.byToken().deleteOne({ _id: tokenHash });
  }

  override async removeUnseenSince(instant: Date): Promise<void> {
    await this.collections.system<SessionDocument>(COLLECTION, 'sweep').deleteMany({ seenAt: { $lte: instant } });
  }

  private byToken() {
    return this.collections.system<SessionDocument>(COLLECTION, 'token-look-up');
  }
}
