import { Clock, FixedClock, MachineTime, SystemMachineTime } from '@aftercare/kernel';
import { InMemoryTransactions, Transactions } from '@aftercare/messaging';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { LicenceStore } from '../../licences/application/ports.js';
import { QuarterlySlots } from '../../licences/application/quarterly-slots.js';
import { InMemoryLicenceStore } from '../../licences/testing/in-memory-licences.js';
import { AnswerRates } from '../../reports/application/answer-rates.js';
import { CountDeliveries } from '../../reports/application/count-deliveries.js';
import { Counting } from '../../reports/application/counting.js';
import { FirstReports } from '../../reports/application/first-reports.js';
import { AnswerRateStore, ClientRecords, CounterCells, TallyStore } from '../../reports/application/ports.js';
import { InMemoryAnswerRates } from '../../reports/testing/in-memory-answer-rates.js';
import {
  InMemoryClientRecords,
  InMemoryCounterCells,
  InMemoryTallyStore,
} from '../../reports/testing/in-memory-counters.js';
import { Flags } from '../../safety/application/flags.js';
import { FlagStore } from '../../safety/application/ports.js';
import { InMemoryFlagStore } from '../../safety/testing/in-memory-flags.js';
import { DraftsController } from '../adapters/http/drafts.controller.js';
import { EndStates } from '../adapters/http/end-states.js';
import { FormPages } from '../adapters/http/form-pages.js';
import { PageSettings } from '../adapters/http/page-settings.js';
import { PartPoster } from '../adapters/http/part-poster.js';
import { SurveyPagesController } from '../adapters/http/survey-pages.controller.js';
import { AnswerWriter } from '../application/answer-writer.js';
import { AnsweredForms } from '../application/answered-forms.js';
import { ChangeAnswers } from '../application/change-answers.js';
import { ChangeSurvey } from '../application/change-survey.js';
import { ExpireSurveys } from '../application/expire-surveys.js';
import { FinishSurvey } from '../application/finish-survey.js';
import { GoOn } from '../application/go-on.js';
import { AnswerSheets, AnswerVault, CadenceStore, SurveyStore, type Survey } from '../application/ports.js';
import { RecountAnswers } from '../application/recount-answers.js';
import { SaveDraft } from '../application/save-draft.js';
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
      { provide: AnswerRateStore, useValue: new InMemoryAnswerRates(transactions) },
      { provide: AnswerVault, useClass: PlainVault },
      { provide: LicenceStore, useValue: new InMemoryLicenceStore(transactions) },
    ];
    const module = await Test.createTestingModule({
      controllers: [DraftsController, SurveyPagesController],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: MachineTime, useClass: SystemMachineTime },
        { provide: Transactions, useValue: transactions },
        { provide: PageSettings, useValue: new PageSettings(false) },
        ...inMemory,
        QuarterlySlots,
        AnsweredForms,
        AnswerWriter,
        SavePart,
        SaveDraft,
        GoOn,
        FinishSurvey,
        ChangeAnswers,
        ChangeSurvey,
        ExpireSurveys,
        RecountAnswers,
        Counting,
        AnswerRates,
        CountDeliveries,
        FirstReports,
        Flags,
        FormPages,
        EndStates,
        PartPoster,
      ],
    }).compile();
    const app = module.createNestApplication();
    app.useLogger(false);
    await app.init();
    return new PageApp(app, transactions, clock);
  }

  get server(): App {
    // Nest does not say what its HTTP server is.
    return this.app.getHttpServer() as App;
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

  get(path: string, cookie = ''): request.Test {
    return request(this.server).get(path).set('Cookie', cookie);
  }

  post(path: string, body: object, cookie = ''): request.Test {
    return request(this.server).post(path).set('Cookie', cookie).type('form').send(body);
  }

  /** Goes from part to part as a browser would, and says where it ended. */
  async answerAll(
    token: string,
    parts: readonly object[],
  ): Promise<{ readonly path: string; readonly cookie: string; readonly visited: readonly string[] }> {
    let path = `/s/${token}`;
    let cookie = '';
    const visited: string[] = [];
    for (const body of parts) {
      const page = await this.get(path, cookie);
      const action = /<form method="post" novalidate\s+action="([^"]+)"/.exec(page.text)?.[1] ?? '';
      visited.push(action.split('/').at(-1) ?? '');
      const answer = await this.post(action, body, cookie);
      if (answer.status !== 303) throw new Error(`${action} answered ${answer.status}`);
      cookie = cookieOf(answer) === '' ? cookie : cookieOf(answer);
      path = answer.get('Location') ?? '';
    }
    return { path, cookie, visited };
  }
}

export const cookieOf = (response: request.Response): string => response.get('Set-Cookie')?.[0]?.split(';')[0] ?? '';

/** White space between tags says nothing. */
export const tidy = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('> <', '><').replaceAll(' >', '>');

/** A visit without complaints, part by part. */
export const HAPPY: readonly object[] = [
  { ps1: 'no', ps3: 'no' },
  { ps4: '2', ps5: 'much-better', ps6: 'right', ps7: '' },
  { sg: 'none' },
];
