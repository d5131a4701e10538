import { Module } from '@nestjs/common';
import { FlagsController } from './adapters/http/flags.controller.js';
import { OpenFlagsController } from './adapters/http/open-flags.controller.js';
import { MongoFlagStore } from './adapters/mongo/mongo-flag-store.js';
import { HttpWorkingTimes } from './adapters/scheduling/http-working-times.js';
import { ActOnFlag } from './application/act-on-flag.js';
import { Flags } from './application/flags.js';
import { FlagStore, WorkingTimes } from './application/ports.js';
import { WatchFlags } from './application/watch-flags.js';

@Module({
  controllers: [FlagsController, OpenFlagsController],
  providers: [
    { provide: FlagStore, useClass: MongoFlagStore },
    { provide: WorkingTimes, useClass: HttpWorkingTimes },
    Flags,
    ActOnFlag,
    WatchFlags,
  ],
  exports: [Flags],
})
export class SafetyModule {}
