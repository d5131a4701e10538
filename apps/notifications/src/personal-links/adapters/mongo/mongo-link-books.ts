import type { ClinicKey } from '@aftercare/kernel';
import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { LinkBooks } from '../../application/ports.js';
import type { LinkBook } from '../../application/ports.js';

interface LinkBookDocument extends Omit<LinkBook, 'id'>, mongo.Document {
  readonly _id: string;
  /** Of the newest link. */
  readonly askedAt: Date;
}

const COLLECTION = 'personal_links';

const bookOf = ({ _id, clinicId, channel, links, version }: LinkBookDocument): LinkBook => ({
  id: _id,
  clinicId,
  channel,
  links,
  version,
});

@Injectable()
export class MongoLinkBooks extends LinkBooks implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.books.createIndex({ 'links.tokenHash': 1 });
    await this.books.createIndex({ askedAt: 1 });
  }

  override async find({ clinicId, id }: ClinicKey): Promise<LinkBook | undefined> {
    const found = await this.books.findOne({ clinicId, _id: id });
    return found === null ? undefined : bookOf(found);
  }

  override async findByToken(tokenHash: string): Promise<LinkBook | undefined> {
    const found = await this.collections
      .system<LinkBookDocument>(COLLECTION, 'token-look-up')
      .findOne({ 'links.tokenHash': tokenHash });
    return found === null ? undefined : bookOf(found);
  }

  override async save({ id, clinicId, channel, links, version }: LinkBook): Promise<boolean> {
    const askedAt = links.at(-1)?.askedAt ?? new Date(0);
    const next = { clinicId, channel, links, askedAt, version: version + 1 };
    if (version > 0) {
      const { matchedCount } = await this.books.replaceOne({ _id: id, clinicId, version }, next);
      return matchedCount === 1;
    }
    try {
      await this.books.insertOne({ _id: id, ...next });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  override async removeUnaskedSince(instant: Date): Promise<void> {
    await this.collections.system<LinkBookDocument>(COLLECTION, 'sweep').deleteMany({ askedAt: { $lte: instant } });
  }

  private get books() {
    return this.collections.of<LinkBookDocument>(COLLECTION);
  }
}
