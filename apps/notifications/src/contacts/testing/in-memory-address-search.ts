import { hashId } from '@aftercare/kernel';
import { AddressSearch } from '../application/address-search.js';
import type { ClinicAddress } from '../application/address-search.js';
import type { ToldContact } from '../application/contact-directory.js';
import type { ClientKey } from '../application/ports.js';

const has = (contact: ToldContact, { clinicId, channel, address }: ClinicAddress): boolean =>
  contact.clinicId === clinicId &&
  !contact.archived &&
  (channel === 'sms' ? contact.phone : contact.email?.toLowerCase()) === address;

export class InMemoryAddressSearch extends AddressSearch {
  constructor(private readonly contacts: readonly ToldContact[]) {
    super();
  }

  override async clientsWith(addresses: readonly ClinicAddress[]): Promise<readonly ClientKey[]> {
    return this.contacts
      .filter((contact) => addresses.some((address) => has(contact, address)))
      .map(({ clinicId, clientRef }) => ({ clinicId, clientRef }))
      .sort((one, other) => (`${one.clinicId}/${one.clientRef}` < `${other.clinicId}/${other.clientRef}` ? -1 : 1));
  }

  override indexOf({ clinicId, channel, address }: ClinicAddress): string {
    return hashId(clinicId, channel, address);
  }
}
