import { Module } from '@nestjs/common';
import { ReportsController } from './adapters/http/reports.controller.js';
import { MongoAnswerRates } from './adapters/mongo/mongo-answer-rates.js';
import { MongoClientRecords, MongoCounterCells, MongoTallyStore } from './adapters/mongo/mongo-counters.js';
import { MongoShownPeriods } from './adapters/mongo/mongo-shown-periods.js';
import { AnswerRates } from './application/answer-rates.js';
import { CountDeliveries } from './application/count-deliveries.js';
import { Counting } from './application/counting.js';
import { FirstReports } from './application/first-reports.js';
import { AnswerRateStore, ClientRecords, CounterCells, ShownPeriodsStore, TallyStore } from './application/ports.js';
import { ShowReport } from './application/show-report.js';

@Module({
  controllers: [ReportsController],
  providers: [
    { provide: TallyStore, useClass: MongoTallyStore },
    { provide: ClientRecords, useClass: MongoClientRecords },
    { provide: CounterCells, useClass: MongoCounterCells },
    { provide: AnswerRateStore, useClass: MongoAnswerRates },
    { provide: ShownPeriodsStore, useClass: MongoShownPeriods },
    Counting,
    AnswerRates,
    CountDeliveries,
    FirstReports,
    ShowReport,
  ],
  exports: [Counting, AnswerRates, FirstReports],
})
export class ReportsModule {}
