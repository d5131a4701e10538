import { Module } from '@nestjs/common';
import { LicencesController } from './adapters/http/licences.controller.js';
import { MongoLicenceStore } from './adapters/mongo/mongo-licence-store.js';
import { KeepLicences } from './application/keep-licences.js';
import { Licensing } from './application/licensing.js';
import { LicenceStore } from './application/ports.js';
import { QuarterlySlots } from './application/quarterly-slots.js';

@Module({
  controllers: [LicencesController],
  providers: [{ provide: LicenceStore, useClass: MongoLicenceStore }, KeepLicences, Licensing, QuarterlySlots],
  exports: [Licensing, QuarterlySlots],
})
export class LicencesModule {}
