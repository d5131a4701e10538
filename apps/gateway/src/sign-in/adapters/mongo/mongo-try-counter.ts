import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
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
/** After a duplicate the document is there; only a sweep in between makes it fail again. */
const MAX_ATTEMPTS = 5;

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
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.countOn(filter, now);
      } catch (error) {
        // Another first try of this window came in at the same moment; it is counted on now.
        if (!isDuplicateKey(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  override async clear(key: string): Promise<void> {
    await this.tries().deleteOne({ _id: key, clinicId: INSTALLATION });
  }

  override async removeEnded(now: Date): Promise<void> {
    await this.tries().deleteMany({ clinicId: INSTALLATION, windowEndsAt: { $lte: now } });
  }

  private async countOn(filter: { readonly _id: string; readonly clinicId: string }, now: Date): Promise<Tries> {
    const counted = await this.tries().findOneAndUpdate(
      filter,
      { $inc: { count: 1 }, $setOnInsert: { windowEndsAt: windowEnd(now) } },
      { upsert: true, returnDocument: 'after' },
    );
    return { count: counted?.count ?? 1, windowEndsAt: counted?.windowEndsAt ?? windowEnd(now) };
  }

  private tries() {
    return this.collections.of<TriesDocument>(COLLECTION);
  }
}
