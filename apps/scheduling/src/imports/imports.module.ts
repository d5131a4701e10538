import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { PractitionersModule } from '../practitioners/practitioners.module.js';
import { CalendarAndCsvFiles } from './adapters/files.js';
import { ImportsController } from './adapters/http/imports.controller.js';
import { MongoImportRuns } from './adapters/mongo/mongo-import-runs.js';
import { ImportDirectory } from './application/import-directory.js';
import { ImportFiles, ImportRuns } from './application/ports.js';
import { ReadImport } from './application/read-import.js';
import { RunImport } from './application/run-import.js';
import { WriteImport } from './application/write-import.js';

@Module({
  imports: [BookingsModule, CatalogueModule, ClientsModule, ClinicsModule, PractitionersModule],
  controllers: [ImportsController],
  providers: [
    MongoImportRuns,
    { provide: ImportRuns, useExisting: MongoImportRuns },
    { provide: ImportFiles, useClass: CalendarAndCsvFiles },
    ImportDirectory,
    ReadImport,
    RunImport,
    WriteImport,
  ],
  exports: [RunImport],
})
export class ImportsModule {}
