import { Module } from '@nestjs/common';
import { DiaryModule } from '../diary/diary.module.js';
import { SafetyModule } from '../safety/safety.module.js';
import { SurveysModule } from '../surveys/surveys.module.js';
import { BurdenDaysController } from './adapters/http/burden-days.controller.js';
import { CadenceInputsController } from './adapters/http/cadence-inputs.controller.js';

/** What forms, flags and diaries say about the day of a next visit. */
@Module({
  imports: [SurveysModule, SafetyModule, DiaryModule],
  controllers: [CadenceInputsController, BurdenDaysController],
})
export class CadenceModule {}
