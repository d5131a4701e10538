import { Module } from '@nestjs/common';
import { ClinicStarter } from '../clinics/application/ports.js';
import { MongoCatalogues } from './adapters/mongo/mongo-catalogues.js';
import { StartCatalogue } from './application/edit-catalogue.js';
import { Catalogues } from './application/ports.js';

/** The stored catalogues, and what a new clinic's one starts with. Apart from the routes, so that clinics can use it. */
@Module({
  providers: [
    { provide: Catalogues, useClass: MongoCatalogues },
    { provide: ClinicStarter, useClass: StartCatalogue },
  ],
  exports: [Catalogues, ClinicStarter],
})
export class CatalogueStoreModule {}
