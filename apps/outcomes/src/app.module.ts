import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingRescheduledV1,
  reminderDeliveredV1,
  reminderFailedV1,
  reminderSentV1,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
} from '@aftercare/contracts';
import { MessagingModule } from '@aftercare/messaging';
import { PlatformModule } from '@aftercare/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import type { OutcomesConfig } from './config.js';
import { ReportsModule } from './reports/reports.module.js';
import { SafetyModule } from './safety/safety.module.js';
import { SettingsModule } from './settings.module.js';
import { SurveysModule } from './surveys/surveys.module.js';

const CONSUMES = [
  bookingConfirmedV1,
  bookingRescheduledV1,
  bookingCancelledV1,
  sessionCompletedV1,
  sessionPresumedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  reminderSentV1,
  reminderDeliveredV1,
  reminderFailedV1,
];

/** How people are doing: instruments, surveys, safety flags, scores, reports. */
@Module({})
export class AppModule {
  static forRoot(config: OutcomesConfig): DynamicModule {
    const { KAFKA_BROKERS: brokers, TOPIC_PREFIX: topicPrefix } = config;
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service: 'outcomes', config }),
        MessagingModule.forRoot({ service: 'outcomes', brokers, topicPrefix, consumes: CONSUMES }),
        SettingsModule.forRoot(config),
        SafetyModule,
        ReportsModule,
        SurveysModule,
      ],
    };
  }
}
