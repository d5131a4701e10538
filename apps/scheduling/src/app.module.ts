import { MessagingModule } from '@aftercare/messaging';
import { PlatformModule } from '@aftercare/platform';
import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { BookingsModule } from './bookings/bookings.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { ClientPageModule } from './client-page/client-page.module.js';
import { ClientsModule } from './clients/clients.module.js';
import { ClinicsModule } from './clinics/clinics.module.js';
import type { SchedulingConfig } from './config.js';
import { FollowUpsModule } from './follow-ups/follow-ups.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { PractitionersModule } from './practitioners/practitioners.module.js';
import { subscriptions } from './subscriptions.js';

export const SERVICE = 'scheduling';

/** The composition root. */
export const appModule = (config: SchedulingConfig): Type => {
  @Module({
    imports: [
      PlatformModule.forRoot({ service: SERVICE, config }),
      MessagingModule.forRoot({
        service: SERVICE,
        brokers: config.KAFKA_BROKERS,
        topicPrefix: config.TOPIC_PREFIX,
        consumes: Object.values(subscriptions).flat(),
      }),
      ClinicsModule,
      CatalogueModule,
      PractitionersModule,
      ClientsModule,
      BookingsModule,
      FollowUpsModule,
      ImportsModule,
      ClientPageModule,
    ],
  })
  class AppModule {}
  return AppModule;
};
