import { ClientCipher, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AddressSearch } from '../../application/address-search.js';
import type { ClinicAddress } from '../../application/address-search.js';
import type { ClientKey } from '../../application/ports.js';
import { CONTACTS } from './contact-document.js';
import type { ContactDocument } from './contact-document.js';

/** Branches of one `$or`; each is one look into an index. */
const AT_ONCE = 500;

@Injectable()
export class MongoAddressSearch extends AddressSearch implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.contacts.createIndex({ clinicId: 1, emailIndex: 1 });
  }

  override async clientsWith(addresses: readonly ClinicAddress[]): Promise<readonly ClientKey[]> {
    const found: ClientKey[] = [];
    for (let from = 0; from < addresses.length; from += AT_ONCE)
      found.push(...(await this.found(addresses.slice(from, from + AT_ONCE))));
    return found;
  }

  override indexOf({ clinicId, channel, address }: ClinicAddress): string {
    return this.cipher.blindIndex(clinicId, channel === 'sms' ? 'phone' : 'email', address);
  }

  private async found(addresses: readonly ClinicAddress[]): Promise<readonly ClientKey[]> {
    const anyOf = addresses.map((address) => ({
      clinicId: address.clinicId,
      [address.channel === 'sms' ? 'phoneIndex' : 'emailIndex']: this.indexOf(address),
    }));
    const documents = await this.contacts
      .find({ $or: anyOf, archived: false }, { projection: { clinicId: 1 }, sort: { clinicId: 1, _id: 1 } })
      .toArray();
    return documents.map(({ clinicId, _id }) => ({ clinicId, clientRef: _id }));
  }

  private get contacts() {
    return this.collections.of<ContactDocument>(CONTACTS);
  }
}
