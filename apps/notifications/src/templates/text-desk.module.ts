import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { CatalogueTextChecker } from './adapters/catalogue/catalogue-text-checker.js';
import { LanguagesController, TemplatesController } from './adapters/http/templates.controller.js';
import { MongoTestSends } from './adapters/mongo/mongo-test-sends.js';
import { MongoTextVersions } from './adapters/mongo/mongo-text-versions.js';
import { ClinicWording } from './application/clinic-wording.js';
import { SaveText, SwitchText } from './application/save-text.js';
import { SendTest, TestCarriers, TestSettings, TextShelf } from './application/send-test.js';
import { SignOffLanguage } from './application/sign-off-language.js';
import { TestAddress } from './application/test-address.js';
import { TestSends } from './application/test-sends.js';
import { TextChecker } from './application/text-checker.js';
import { TextOverview } from './application/text-overview.js';
import { TextVersions } from './application/text-versions.js';

export interface TextDeskOptions {
  readonly publicUrl: string;
  readonly mailHost: string;
  /** Modules that export `Clinics`, `ClinicStore`, `AddressSearch`, `ConsentBook`, `SmsSender` and `EmailSender`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Where a clinic's people write, look at, test and sign off what messages say. */
@Module({})
export class TextDeskModule {
  static forRoot({ publicUrl, mailHost, imports }: TextDeskOptions): DynamicModule {
    return {
      module: TextDeskModule,
      imports,
      controllers: [TemplatesController, LanguagesController],
      providers: [
        { provide: TextChecker, useClass: CatalogueTextChecker },
        { provide: TextVersions, useClass: MongoTextVersions },
        { provide: TestSends, useClass: MongoTestSends },
        { provide: TestSettings, useValue: new TestSettings(publicUrl, mailHost) },
        ...[ClinicWording, SaveText, SwitchText, SignOffLanguage, TextOverview],
        ...[TextShelf, TestAddress, TestCarriers, SendTest],
      ],
    };
  }
}
