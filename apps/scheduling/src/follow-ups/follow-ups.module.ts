import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { FollowUpsController } from './adapters/http/follow-ups.controller.js';
import { OwnCareController } from './adapters/http/own-care.controller.js';
import { LapsedClientsController } from './adapters/http/lapsed-clients.controller.js';
import { MongoCarePlans } from './adapters/mongo/mongo-care-plans.js';
import { MongoFollowUps } from './adapters/mongo/mongo-follow-ups.js';
import { HttpCadenceInputs } from './adapters/outcomes/http-cadence-inputs.js';
import { CadenceFactsReader } from './application/cadence-facts.js';
import { CareReader } from './application/client-care.js';
import { KeepCarePlan } from './application/keep-care-plan.js';
import { MarkLapsed } from './application/mark-lapsed.js';
import { OwnCare } from './application/own-care.js';
import { PlanFollowUp } from './application/plan-follow-up.js';
import { CadenceInputsOwner, CarePlans, FollowUps } from './application/ports.js';
import { ShowFollowUp } from './application/show-follow-up.js';

@Module({
  imports: [BookingsModule, ClientsModule, ClinicsModule, CatalogueModule],
  controllers: [FollowUpsController, LapsedClientsController, OwnCareController],
  providers: [
    { provide: FollowUps, useClass: MongoFollowUps },
    { provide: CarePlans, useClass: MongoCarePlans },
    { provide: CadenceInputsOwner, useClass: HttpCadenceInputs },
    CadenceFactsReader,
    CareReader,
    PlanFollowUp,
    MarkLapsed,
    KeepCarePlan,
    ShowFollowUp,
    OwnCare,
  ],
})
export class FollowUpsModule {}
