import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { ContactWays } from '../../application/contact-ways.js';
import type { Ways } from '../../application/contact-ways.js';
import { clientName } from '../../application/ports.js';
import type { ClientKey } from '../../application/ports.js';
import { CONTACTS } from './contact-document.js';
import type { ContactDocument } from './contact-document.js';

const FIELDS = { clinicId: 1, phoneIndex: 1, emailIndex: 1, badIndexes: 1, archived: 1 } as const;

const waysOf = ({ phoneIndex, emailIndex, badIndexes = [], archived }: ContactDocument): Ways => {
  const works = (index: string | null): boolean => !archived && index !== null && !badIndexes.includes(index);
  return { sms: works(phoneIndex), email: works(emailIndex), phoneIndex };
};

@Injectable()
export class MongoContactWays extends ContactWays {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async waysOf(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, Ways>> {
    if (clients.length === 0) return new Map();
    const filter = {
      clinicId: { $in: [...new Set(clients.map(({ clinicId }) => clinicId))] },
      _id: { $in: [...new Set(clients.map(({ clientRef }) => clientRef))] },
    };
    const found = await this.collections.of<ContactDocument>(CONTACTS).find(filter, { projection: FIELDS }).toArray();
    return new Map(found.map((one) => [clientName({ clinicId: one.clinicId, clientRef: one._id }), waysOf(one)]));
  }
}
