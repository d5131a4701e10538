import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { OwnMessages } from '../choices/application/own-messages.js';
import { NextVisit } from '../choices/application/next-visit.js';
import { PersonalLinksController } from './adapters/http/personal-links.controller.js';
import { MongoLinkBooks } from './adapters/mongo/mongo-link-books.js';
import { LibphonenumberPhoneNumbers } from './adapters/phone/libphonenumber-phone-numbers.js';
import { AskForLink } from './application/ask-for-link.js';
import { OweLink } from './application/owe-link.js';
import { SeeOwnPages } from './application/own-pages.js';
import { PeopleOfLinks } from './application/people-of-links.js';
import { LinkBooks, PhoneNumbers } from './application/ports.js';
import { RedeemLink } from './application/redeem-link.js';
import { RenewLink } from './application/renew-link.js';
import { SweepLinks } from './application/sweep-links.js';

export interface PersonalLinksOptions {
  /** Modules that export `Clinics`, `AllClinics`, `Contacts`, `AddressSearch`, `AnswerLedger` and `Explanations`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

@Module({})
export class PersonalLinksModule {
  static forRoot({ imports }: PersonalLinksOptions): DynamicModule {
    return {
      module: PersonalLinksModule,
      imports,
      controllers: [PersonalLinksController],
      providers: [
        { provide: LinkBooks, useClass: MongoLinkBooks },
        { provide: PhoneNumbers, useClass: LibphonenumberPhoneNumbers },
        ...[AskForLink, OweLink, RenewLink, RedeemLink, PeopleOfLinks, SeeOwnPages, OwnMessages, NextVisit, SweepLinks],
      ],
    };
  }
}
