import { contactBouncedV1 } from '@aftercare/contracts';
import { say, sessionOf } from '@aftercare/messaging';
import type { UseCaseWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { ContactHealth } from '../../application/contact-health.js';
import { CONTACTS } from './contact-document.js';
import type { ContactDocument } from './contact-document.js';

@Injectable()
export class MongoContactHealth extends ContactHealth {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async markBad(contact: Parameters<ContactHealth['markBad']>[0], work: UseCaseWork): Promise<void> {
    const { clinicId, clientRef, channel, at } = contact;
    const session = sessionOf(work.within);
    const contacts = this.collections.of<ContactDocument>(CONTACTS);
    const known = await contacts.findOne({ clinicId, _id: clientRef }, { session });
    const index = channel === 'sms' ? known?.phoneIndex : known?.emailIndex;
    if (known === null || index === null || index === undefined || (known.badIndexes ?? []).includes(index)) return;
    await contacts.updateOne(
      { clinicId, _id: clientRef },
      { $set: { badIndexes: [...(known.badIndexes ?? []), index] }, $inc: { version: 1 } },
      { session },
    );
    work.say(say(contactBouncedV1, clinicId, { clientRef, channel, at: at.toISOString() }), known.version + 1);
  }
}
