import { Module } from '@nestjs/common';
import { MongoAccountRepository } from './adapters/mongo/mongo-account.repository.js';
import { MongoSetupCodes } from './adapters/mongo/mongo-setup-codes.js';
import { SchedulingClinics } from './adapters/services/scheduling-clinics.js';
import { CreateFirstOwner } from './application/create-first-owner.js';
import { OfferSetupCodes } from './application/offer-setup-codes.js';
import { AccountRepository, Clinics, SetupCodes } from './application/ports.js';

@Module({
  providers: [
    { provide: AccountRepository, useClass: MongoAccountRepository },
    { provide: SetupCodes, useClass: MongoSetupCodes },
    { provide: Clinics, useClass: SchedulingClinics },
    CreateFirstOwner,
    OfferSetupCodes,
  ],
  exports: [AccountRepository, CreateFirstOwner],
})
export class AccountsModule {}
