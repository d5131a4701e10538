import { Module } from '@nestjs/common';
import { PractitionersController } from './adapters/http/practitioners.controller.js';
import { MongoPractitioners } from './adapters/mongo/mongo-practitioners.js';
import { KeepPractitioners } from './application/keep-practitioners.js';
import { Practitioners } from './application/ports.js';

@Module({
  controllers: [PractitionersController],
  providers: [{ provide: Practitioners, useClass: MongoPractitioners }, KeepPractitioners],
  exports: [Practitioners],
})
export class PractitionersModule {}
