import { Module } from '@nestjs/common';
import { ReportsController } from './adapters/http/reports.controller.js';
import { MongoClientRecords, MongoCounterCells, MongoTallyStore } from './adapters/mongo/mongo-counters.js';
import { CountDeliveries } from './application/count-deliveries.js';
import { Counting } from './application/counting.js';
import { FirstReports } from './application/first-reports.js';
import { ClientRecords, CounterCells, TallyStore } from './application/ports.js';

@Module({
  controllers: [ReportsController],
  providers: [
    { provide: TallyStore, useClass: MongoTallyStore },
    { provide: ClientRecords, useClass: MongoClientRecords },
    { provide: CounterCells, useClass: MongoCounterCells },
    Counting,
    CountDeliveries,
    FirstReports,
  ],
  exports: [Counting, FirstReports],
})
export class ReportsModule {}
