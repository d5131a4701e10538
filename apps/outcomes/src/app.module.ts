import { MessagingModule } from '@aftercare/messaging';
import { PlatformModule } from '@aftercare/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { CadenceModule } from './cadence/cadence.module.js';
import type { OutcomesConfig } from './config.js';
import { DiaryModule } from './diary/diary.module.js';
import { LicencesModule } from './licences/licences.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SafetyModule } from './safety/safety.module.js';
import { SettingsModule } from './settings.module.js';
import { subscriptions } from './subscriptions.js';
import { SurveysModule } from './surveys/surveys.module.js';

/** How people are doing: instruments, surveys, safety flags, scores, reports. */
@Module({})
export class AppModule {
  static forRoot(config: OutcomesConfig): DynamicModule {
    const { KAFKA_BROKERS: brokers, TOPIC_PREFIX: topicPrefix } = config;
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service: 'outcomes', config }),
        MessagingModule.forRoot({
          service: 'outcomes',
          brokers,
          topicPrefix,
          consumes: Object.values(subscriptions).flat(),
        }),
        SettingsModule.forRoot(config),
        LicencesModule,
        SafetyModule,
        ReportsModule,
        SurveysModule,
        DiaryModule,
        CadenceModule,
      ],
    };
  }
}
