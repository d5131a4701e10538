import { ClientCipher, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { AccountRepository, INSTALLATION, normaliseEmail } from '../../application/ports.js';
import type { Account, AccountRole } from '../../application/ports.js';

interface AccountDocument extends mongo.Document {
  readonly _id: string;
  readonly clinicId: string;
  readonly emailIndex: string;
  readonly sealedEmail: string;
  readonly roles: AccountRole[];
}

const COLLECTION = 'accounts';
const DUPLICATE_KEY = 11_000;

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;

@Injectable()
export class MongoAccountRepository extends AccountRepository implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    // One address signs in to one clinic, so the index does not start with the clinic.
    await this.collections.of<AccountDocument>(COLLECTION).createIndex({ emailIndex: 1 }, { unique: true });
    await this.collections.of<AccountDocument>(COLLECTION).createIndex({ clinicId: 1, _id: 1 });
  }

  override indexOf(email: string): string {
    return this.cipher.blindIndex(INSTALLATION, 'staff-email', normaliseEmail(email));
  }

  override async byEmail(email: string): Promise<Account | undefined> {
    const anyClinic = this.collections.system<AccountDocument>(COLLECTION, 'sign-in');
    return this.opened(await anyClinic.findOne({ emailIndex: this.indexOf(email) }));
  }

  override async get(clinicId: string, accountId: string): Promise<Account | undefined> {
    return this.opened(await this.collections.of<AccountDocument>(COLLECTION).findOne({ _id: accountId, clinicId }));
  }

  override async ofClinic(clinicId: string): Promise<readonly Account[]> {
    const documents = await this.collections
      .of<AccountDocument>(COLLECTION)
      .find({ clinicId })
      .sort({ _id: 1 })
      .toArray();
    return Promise.all(documents.map((document) => this.open(document)));
  }

  override async addOrFind(account: Account): Promise<Account> {
    const { accountId, clinicId, email } = account;
    const sealedEmail = await this.cipher.seal({ clinicId, id: accountId }, 'email', email);
    const document = {
      _id: accountId,
      clinicId,
      emailIndex: this.indexOf(email),
      sealedEmail,
      roles: [...account.roles],
    };
    try {
      await this.collections.of<AccountDocument>(COLLECTION).insertOne(document);
      return account;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const known = (await this.get(clinicId, accountId)) ?? (await this.byEmail(email));
      if (known === undefined) throw error;
      return known;
    }
  }

  override async isEmpty(): Promise<boolean> {
    return (
      (await this.collections.system<AccountDocument>(COLLECTION, 'sign-in').countDocuments({}, { limit: 1 })) === 0
    );
  }

  private async opened(document: AccountDocument | null): Promise<Account | undefined> {
    return document === null ? undefined : this.open(document);
  }

  private async open(document: AccountDocument): Promise<Account> {
    const { _id: accountId, clinicId, roles, sealedEmail } = document;
    return {
      accountId,
      clinicId,
      roles,
      email: await this.cipher.open({ clinicId, id: accountId }, 'email', sealedEmail),
    };
  }
}
