import { sha256 } from '@aftercare/kernel';
import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { INSTALLATION, SetupCodes } from '../../application/ports.js';

interface SetupCodeDocument extends mongo.Document {
  /** SHA-256 of the code. */
  readonly _id: string;
  readonly clinicId: string;
  readonly usedAt?: Date;
}

@Injectable()
export class MongoSetupCodes extends SetupCodes {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async offer(code: string): Promise<void> {
    const key = { _id: sha256(code), clinicId: INSTALLATION };
    try {
      await this.codes().updateOne(key, { $setOnInsert: key }, { upsert: true });
    } catch (error) {
      // Another process offered it at the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  override async isFree(code: string): Promise<boolean> {
    const found = await this.codes().findOne({ _id: sha256(code), clinicId: INSTALLATION });
    return found !== null && found.usedAt === undefined;
  }

  override async markUsed(code: string, at: Date): Promise<void> {
    await this.codes().updateOne({ _id: sha256(code), clinicId: INSTALLATION }, { $set: { usedAt: at } });
  }

  private codes() {
    return this.collections.of<SetupCodeDocument>('setup_codes');
  }
}
