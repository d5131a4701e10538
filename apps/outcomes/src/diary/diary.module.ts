import { Module } from '@nestjs/common';
import { SurveysModule } from '../surveys/surveys.module.js';
import { DayController } from './adapters/http/day.controller.js';
import { DiaryVisits } from './adapters/http/diary-visits.js';
import { MonthController } from './adapters/http/month.controller.js';
import { MongoDiaryStore } from './adapters/mongo/mongo-diary-store.js';
import { DiaryPeople } from './application/diary-people.js';
import { DiaryWeeks } from './application/diary-weeks.js';
import { DiaryWindows } from './application/diary-windows.js';
import { OpenedDays } from './application/opened-days.js';
import { DiaryStore } from './application/ports.js';
import { RecordDay } from './application/record-day.js';

/** What clients write down about their days. */
@Module({
  imports: [SurveysModule],
  controllers: [DayController, MonthController],
  providers: [
    { provide: DiaryStore, useClass: MongoDiaryStore },
    ...[OpenedDays, DiaryPeople, DiaryWeeks, DiaryWindows, RecordDay, DiaryVisits],
  ],
  exports: [DiaryWeeks, DiaryWindows],
})
export class DiaryModule {}
