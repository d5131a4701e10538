import { Module } from '@nestjs/common';
import { ReportsController } from './adapters/http/reports.controller.js';
import { MongoAnswerRates } from './adapters/mongo/mongo-answer-rates.js';
import { MongoClientRecords, MongoCounterCells, MongoTallyStore } from './adapters/mongo/mongo-counters.js';
import { AnswerRates } from './application/answer-rates.js';
import { CountDeliveries } from './application/count-deliveries.js';
import { Counting } from './application/counting.js';
import { FirstReports } from './application/first-reports.js';
import { AnswerRateStore, ClientRecords, CounterCells, TallyStore } from './application/ports.js';

@Module({
  controllers: [ReportsController],
  providers: [
    { provide: TallyStore, useClass: MongoTallyStore },
    { provide: ClientRecords, useClass: MongoClientRecords },
    { provide: CounterCells, useClass: MongoCounterCells },
    { provide: AnswerRateStore, useClass: MongoAnswerRates },
    Counting,
    AnswerRates,
    CountDeliveries,
    FirstReports,
  ],
  exports: [Counting, AnswerRates, FirstReports],
})
export class ReportsModule {}
