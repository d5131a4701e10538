import { Clock, FixedClock, MachineTime, SystemMachineTime } from '@aftercare/kernel';
import { InMemoryTransactions, Transactions } from '@aftercare/messaging';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { CountDeliveries } from '../../reports/application/count-deliveries.js';
import { Counting } from '../../reports/application/counting.js';
import { FirstReports } from '../../reports/application/first-reports.js';
import { ClientRecords, CounterCells, TallyStore } from '../../reports/application/ports.js';
import {
  InMemoryClientRecords,
  InMemoryCounterCells,
  InMemoryTallyStore,
} from '../../reports/testing/in-memory-counters.js';
import { Flags } from '../../safety/application/flags.js';
import { FlagStore } from '../../safety/application/ports.js';
import { InMemoryFlagStore } from '../../safety/testing/in-memory-flags.js';
import { FormPages } from '../adapters/http/form-pages.js';
import { PageSettings } from '../adapters/http/page-settings.js';
import { PartPoster } from '../adapters/http/part-poster.js';
import { SurveyPagesController } from '../adapters/http/survey-pages.controller.js';
import { AnswerWriter } from '../application/answer-writer.js';
import { AnsweredForms } from '../application/answered-forms.js';
import { ChangeSurvey } from '../application/change-survey.js';
import { ExpireSurveys } from '../application/expire-surveys.js';
import { FinishSurvey } from '../application/finish-survey.js';
import { AnswerSheets, AnswerVault, CadenceStore, SurveyStore, type Survey } from '../application/ports.js';
import { RecountAnswers } from '../application/recount-answers.js';
import { SavePart } from '../application/save-part.js';
import { InMemoryAnswerSheets, InMemoryCadenceStore, InMemorySurveyStore, PlainVault } from './in-memory-stores.js';

/** The pages over stores in memory, with a clock that stands still until a test sets it. */
export class PageApp {
  private constructor(
    readonly app: INestApplication,
    readonly transactions: InMemoryTransactions,
    readonly clock: FixedClock,
  ) {}

  static async start(at: string): Promise<PageApp> {
    const clock = new FixedClock(new Date(at));
    const transactions = new InMemoryTransactions({ service: 'outcomes', clock });
    const inMemory = [
      { provide: SurveyStore, useValue: new InMemorySurveyStore(transactions) },
      { provide: AnswerSheets, useValue: new InMemoryAnswerSheets(transactions) },
      { provide: CadenceStore, useValue: new InMemoryCadenceStore(transactions) },
      { provide: FlagStore, useValue: new InMemoryFlagStore(transactions) },
      { provide: TallyStore, useValue: new InMemoryTallyStore(transactions) },
      { provide: ClientRecords, useValue: new InMemoryClientRecords(transactions) },
      { provide: CounterCells, useValue: new InMemoryCounterCells(transactions) },
      { provide: AnswerVault, useClass: PlainVault },
    ];
    const module = await Test.createTestingModule({
      controllers: [SurveyPagesController],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: MachineTime, useClass: SystemMachineTime },
        { provide: Transactions, useValue: transactions },
        { provide: PageSettings, useValue: new PageSettings(false) },
        ...inMemory,
        AnsweredForms,
        AnswerWriter,
        SavePart,
        FinishSurvey,
        ChangeSurvey,
        ExpireSurveys,
        RecountAnswers,
        Counting,
        CountDeliveries,
        FirstReports,
        Flags,
        FormPages,
        PartPoster,
      ],
    }).compile();
    const app = module.createNestApplication({ logger: false });
    await app.init();
    return new PageApp(app, transactions, clock);
  }

  get server(): ReturnType<INestApplication['getHttpServer']> {
    return this.app.getHttpServer();
  }

  async plan(survey: Survey): Promise<Survey> {
    const store = this.app.get(SurveyStore);
    await this.transactions.run(async (work) => store.save(survey, undefined, work.writes));
    return survey;
  }

  async surveyNow(survey: Survey): Promise<Survey> {
    const [loaded] = await this.app.get(SurveyStore).many([survey]);
    if (loaded === undefined) throw new Error('the survey is gone');
    return loaded.state;
  }

  get saidTypes(): readonly string[] {
    return this.transactions.said.map(({ type }) => type.split('.').slice(2, 4).join('.'));
  }
}
