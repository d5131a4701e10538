import { Module } from '@nestjs/common';
import { CatalogueStoreModule } from '../catalogue/catalogue-store.module.js';
import { ClinicController, ClinicLookUpsController } from './adapters/http/clinics.controller.js';
import { MongoClinics } from './adapters/mongo/mongo-clinics.js';
import { ChangeClinic } from './application/change-clinic.js';
import { OpenClinic } from './application/open-clinic.js';
import { Clinics } from './application/ports.js';

@Module({
  imports: [CatalogueStoreModule],
  controllers: [ClinicController, ClinicLookUpsController],
  providers: [{ provide: Clinics, useClass: MongoClinics }, OpenClinic, ChangeClinic],
  exports: [Clinics],
})
export class ClinicsModule {}
