import { Injectable } from '@nestjs/common';
import { ContactOwner, ContactStore } from './contact-directory.js';
import { clientName, Contacts } from './ports.js';
import type { ClientKey, Contact } from './ports.js';

const distinct = (clients: readonly ClientKey[]): readonly ClientKey[] => [
  ...new Map(clients.map((client) => [clientName(client), client])).values(),
];

/** The projection first, the owner for those that are not known yet. */
@Injectable()
export class KnownContacts extends Contacts {
  constructor(
    private readonly store: ContactStore,
    private readonly owner: ContactOwner,
  ) {
    super();
  }

  override async ensure(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, Contact>> {
    const wanted = distinct(clients);
    const known = await this.byName(wanted);
    const missing = wanted.filter((client) => !known.has(clientName(client)));
    if (missing.length === 0) return known;
    await this.refresh(missing);
    return new Map([...known, ...(await this.byName(missing))]);
  }

  override findByPhone(clinicId: string, phone: string): Promise<readonly Contact[]> {
    return this.store.findByPhone(clinicId, phone);
  }

  override findByChoicesToken(tokenHash: string): Promise<Contact | undefined> {
    return this.store.findByChoicesToken(tokenHash);
  }

  async refresh(clients: readonly ClientKey[]): Promise<void> {
    await this.store.keep(await this.owner.lookUp(distinct(clients)));
  }

  private async byName(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, Contact>> {
    if (clients.length === 0) return new Map();
    return new Map((await this.store.find(clients)).map((contact) => [clientName(contact), contact]));
  }
}
