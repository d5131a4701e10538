import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ClientNamesController } from './adapters/http/client-names.controller.js';
import { ClientLookUpsController, ClientsController } from './adapters/http/clients.controller.js';
import { ClientQueries } from './adapters/mongo/client-queries.js';
import { MongoClientWishes } from './adapters/mongo/mongo-client-wishes.js';
import { MongoClients } from './adapters/mongo/mongo-clients.js';
import { LibphonenumberPhoneNumbers } from './adapters/phone/libphonenumber-phone-numbers.js';
import { ClientHomes } from './application/client-homes.js';
import { KeepClients } from './application/keep-clients.js';
import { Clients, ClientWishes, PhoneNumbers } from './application/ports.js';
import { RecordWish } from './application/record-wish.js';

@Module({
  imports: [ClinicsModule],
  controllers: [ClientsController, ClientNamesController, ClientLookUpsController],
  providers: [
    MongoClients,
    { provide: Clients, useExisting: MongoClients },
    { provide: PhoneNumbers, useClass: LibphonenumberPhoneNumbers },
    { provide: ClientWishes, useClass: MongoClientWishes },
    ClientQueries,
    ClientHomes,
    KeepClients,
    RecordWish,
  ],
  exports: [ClientHomes, Clients, KeepClients, PhoneNumbers],
})
export class ClientsModule {}
