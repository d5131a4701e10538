import { Module } from '@nestjs/common';
import { FlagsController } from './adapters/http/flags.controller.js';
import { OpenFlagsController } from './adapters/http/open-flags.controller.js';
import { MongoFlagStore } from './adapters/mongo/mongo-flag-store.js';
import { ActOnFlag } from './application/act-on-flag.js';
import { Flags } from './application/flags.js';
import { FlagStore } from './application/ports.js';

@Module({
  controllers: [FlagsController, OpenFlagsController],
  providers: [{ provide: FlagStore, useClass: MongoFlagStore }, Flags, ActOnFlag],
  exports: [Flags],
})
export class SafetyModule {}
