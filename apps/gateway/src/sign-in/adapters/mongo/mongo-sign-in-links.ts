import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { SignInLinks } from '../../application/ports.js';
import type { SignInLink } from '../../application/ports.js';

interface LinkDocument extends mongo.Document {
  /** SHA-256 of the token. */
  readonly _id: string;
  readonly clinicId: string;
  readonly accountId: string;
  readonly expiresAt: Date;
}

const COLLECTION = 'sign_in_links';

@Injectable()
export class MongoSignInLinks extends SignInLinks implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.collections.of<LinkDocument>(COLLECTION).createIndex({ expiresAt: 1 });
  }

  override async add(link: SignInLink): Promise<void> {
    const { tokenHash, clinicId, accountId, expiresAt } = link;
    await this.collections.of<LinkDocument>(COLLECTION).insertOne({ _id: tokenHash, clinicId, accountId, expiresAt });
  }

  override async take(tokenHash: string, now: Date): Promise<SignInLink | undefined> {
    // Deleting is what makes it once: of two callers at the same time, one is given the document.
    const links = this.collections.system<LinkDocument>(COLLECTION, 'token-look-up');
    const taken = await links.findOneAndDelete({ _id: tokenHash, expiresAt: { $gt: now } });
    if (taken === null) return undefined;
    return { tokenHash, clinicId: taken.clinicId, accountId: taken.accountId, expiresAt: taken.expiresAt };
  }

  override async removeExpired(now: Date): Promise<void> {
    await this.collections.system<LinkDocument>(COLLECTION, 'sweep').deleteMany({ expiresAt: { $lte: now } });
  }
}
