import { contactBouncedV1 } from '@aftercare/contracts';
import { say, sessionOf } from '@aftercare/messaging';
import type { UseCaseWork } from '@aftercare/messaging';
import { ClientCipher, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { ContactHealth } from '../../application/contact-health.js';
import { CONTACTS } from './contact-document.js';
import type { ContactDocument } from './contact-document.js';

type Marked = Parameters<ContactHealth['markBad']>[0];

@Injectable()
export class MongoContactHealth extends ContactHealth {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
  }

  override async markBad(contact: Marked, work: UseCaseWork): Promise<void> {
    const { clinicId, clientRef, channel, at } = contact;
    const session = sessionOf(work.within);
    const contacts = this.collections.of<ContactDocument>(CONTACTS);
    const known = await contacts.findOne({ clinicId, _id: clientRef }, { session });
    const index = channel === 'sms' ? known?.phoneIndex : known?.emailIndex;
    if (known === null || index === null || index === undefined) return;
    const bad = known.badIndexes ?? [];
    if (bad.includes(index) || !this.isAbout(index, contact)) return;
    await contacts.updateOne(
      { clinicId, _id: clientRef },
      { $set: { badIndexes: [...bad, index] }, $inc: { version: 1 } },
      { session },
    );
    work.say(say(contactBouncedV1, clinicId, { clientRef, channel, at: at.toISOString() }), known.version + 1);
  }

  private isAbout(index: string, { clinicId, channel, address }: Marked): boolean {
    if (address === undefined) return true;
    const [field, value] = channel === 'sms' ? ['phone', address] : ['email', address.toLowerCase()];
    return index === this.cipher.blindIndex(clinicId, field, value);
  }
}
