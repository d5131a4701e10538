import { Module } from '@nestjs/common';
import { TechniquesController } from './adapters/http/techniques.controller.js';
import { EditCatalogue } from './application/edit-catalogue.js';
import { CatalogueStoreModule } from './catalogue-store.module.js';

@Module({
  imports: [CatalogueStoreModule],
  controllers: [TechniquesController],
  providers: [EditCatalogue],
  exports: [CatalogueStoreModule],
})
export class CatalogueModule {}
