import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { MongoFollowUps } from './adapters/mongo/mongo-follow-ups.js';
import { PlanFollowUp } from './application/plan-follow-up.js';
import { FollowUps } from './application/ports.js';

@Module({
  imports: [BookingsModule, ClientsModule, ClinicsModule, CatalogueModule],
  providers: [{ provide: FollowUps, useClass: MongoFollowUps }, PlanFollowUp],
})
export class FollowUpsModule {}
