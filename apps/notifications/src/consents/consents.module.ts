import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module.js';
import { ConsentsController } from './adapters/http/consents.controller.js';
import { MongoConsentBook } from './adapters/mongo/mongo-consent.book.js';
import { MongoConsentStore } from './adapters/mongo/mongo-consent.store.js';
import { ConsentBook, ConsentStore } from './application/consent-book.js';
import { EndNudgesOnWish } from './application/end-nudges-on-wish.js';
import { Consents } from './application/ports.js';
import { RecordedConsents } from './application/recorded-consents.js';

@Module({
  imports: [ContactsModule],
  controllers: [ConsentsController],
  providers: [
    { provide: ConsentStore, useClass: MongoConsentStore },
    { provide: ConsentBook, useClass: MongoConsentBook },
    { provide: Consents, useClass: RecordedConsents },
    EndNudgesOnWish,
  ],
  exports: [Consents, ConsentBook],
})
export class ConsentsModule {}
