import { Injectable } from '@nestjs/common';
import { clientName, Contacts } from '../../contacts/application/ports.js';
import type { ClientKey, Contact } from '../../contacts/application/ports.js';

/** The contacts of those who may still open their pages: known and not archived, in the order asked for. */
@Injectable()
export class PeopleOfLinks {
  constructor(private readonly contacts: Contacts) {}

  async of(clients: readonly ClientKey[]): Promise<readonly Contact[]> {
    const known = await this.contacts.ensure(clients);
    return clients.flatMap((client) => {
      const contact = known.get(clientName(client));
      return contact === undefined || contact.archived ? [] : [contact];
    });
  }
}
