import { Module } from '@nestjs/common';
import { SchedulingClients } from './adapters/http/scheduling-clients.js';
import { MongoAddressSearch } from './adapters/mongo/mongo-address-search.js';
import { MongoContactHealth } from './adapters/mongo/mongo-contact.health.js';
import { MongoContactWays } from './adapters/mongo/mongo-contact.ways.js';
import { MongoContactStore } from './adapters/mongo/mongo-contact.store.js';
import { AddressSearch } from './application/address-search.js';
import { ContactDirectory, ContactOwner, ContactStore } from './application/contact-directory.js';
import { ContactHealth } from './application/contact-health.js';
import { ContactWays } from './application/contact-ways.js';
import { KnownContacts } from './application/known-contacts.js';
import { Contacts } from './application/ports.js';

@Module({
  providers: [
    { provide: ContactOwner, useClass: SchedulingClients },
    { provide: ContactStore, useClass: MongoContactStore },
    { provide: ContactHealth, useClass: MongoContactHealth },
    { provide: AddressSearch, useClass: MongoAddressSearch },
    { provide: ContactWays, useClass: MongoContactWays },
    KnownContacts,
    { provide: Contacts, useExisting: KnownContacts },
    { provide: ContactDirectory, useExisting: KnownContacts },
  ],
  exports: [Contacts, ContactDirectory, ContactHealth, ContactWays, AddressSearch],
})
export class ContactsModule {}
