import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { VisitController } from './adapters/http/visit.controller.js';
import { MongoVisitLinks } from './adapters/mongo/mongo-visit-links.js';
import { VisitLinks } from './application/ports.js';
import { VisitActs } from './application/visit-acts.js';
import { VisitPage } from './application/visit-page.js';

@Module({
  imports: [BookingsModule, ClientsModule, ClinicsModule],
  controllers: [VisitController],
  providers: [{ provide: VisitLinks, useClass: MongoVisitLinks }, VisitPage, VisitActs],
})
export class ClientPageModule {}
