import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { TestSends } from '../../application/test-sends.js';
import type { TestSend, TestState } from '../../application/test-sends.js';

interface TestDocument extends Omit<TestSend, 'id'>, mongo.Document {
  readonly _id: string;
}

const COLLECTION = 'text_tests';
const DURABLE = { writeConcern: { w: 'majority' as const } };

interface Key {
  readonly clinicId: string;
  readonly id: string;
}

@Injectable()
export class MongoTestSends extends TestSends implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.tests.createIndex({ clinicId: 1, at: -1 });
  }

  override async begin({ id, ...test }: TestSend): Promise<boolean> {
    try {
      await this.tests.insertOne({ ...test, _id: id }, DURABLE);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  override async finish(
    { clinicId, id }: Key,
    end: { readonly state: TestState; readonly code?: string },
  ): Promise<void> {
    await this.tests.updateOne({ _id: id, clinicId }, { $set: end });
  }

  override async one({ clinicId, id }: Key): Promise<TestSend | undefined> {
    const found = await this.tests.findOne({ _id: id, clinicId });
    if (found === null) return undefined;
    const { _id, ...test } = found;
    return { ...test, id: _id };
  }

  override countSince(clinicId: string, since: Date): Promise<number> {
    return this.tests.countDocuments({ clinicId, at: { $gt: since } });
  }

  private get tests() {
    return this.collections.of<TestDocument>(COLLECTION);
  }
}
