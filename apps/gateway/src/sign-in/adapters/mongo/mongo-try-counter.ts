import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { INSTALLATION } from '../../../accounts/application/ports.js';
import { TryCounter, windowEnd } from '../../application/ports.js';
import type { Tries } from '../../application/ports.js';

interface TriesDocument extends mongo.Document {
  readonly _id: string;
  readonly clinicId: string;
  readonly count: number;
  readonly windowEndsAt: Date;
}

const COLLECTION = 'tries';

@Injectable()
export class MongoTryCounter extends TryCounter implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.tries().createIndex({ windowEndsAt: 1 });
  }

  override async add(key: string, now: Date): Promise<Tries> {
    const filter = { _id: key, clinicId: INSTALLATION };
    await this.tries().deleteOne({ ...filter, windowEndsAt: { $lte: now } });
    const counted = await this.tries().findOneAndUpdate(
      filter,
      { $inc: { count: 1 }, $setOnInsert: { windowEndsAt: windowEnd(now) } },
      { upsert: true, returnDocument: 'after' },
    );
    return { count: counted?.count ?? 1, windowEndsAt: counted?.windowEndsAt ?? windowEnd(now) };
  }

  override async clear(key: string): Promise<void> {
    await this.tries().deleteOne({ _id: key, clinicId: INSTALLATION });
  }

  override async removeEnded(now: Date): Promise<void> {
    await this.tries().deleteMany({ clinicId: INSTALLATION, windowEndsAt: { $lte: now } });
  }

  private tries() {
    return this.collections.of<TriesDocument>(COLLECTION);
  }
}
