import { Clock, FixedClock, type ClinicKey } from '@aftercare/kernel';
import { InMemoryTransactions, Transactions } from '@aftercare/messaging';
import { TYPED_BEFORE } from '@aftercare/pages';
import { hardenEdge, InternalTokens, PlatformModule } from '@aftercare/platform';
import { type INestApplication, type ModuleMetadata, type NestApplicationOptions } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import type { aJourney } from '../../surveys/testing/a-journey.js';
import { AnswerVault, JourneyStore, SchedulingFacts } from '../../surveys/application/ports.js';
import { InMemoryJourneyStore, PlainVault } from '../../surveys/testing/in-memory-stores.js';
import { DayController } from '../adapters/http/day.controller.js';
import { DiaryVisits } from '../adapters/http/diary-visits.js';
import { MonthController } from '../adapters/http/month.controller.js';
import { DiaryPeople } from '../application/diary-people.js';
import { DiaryWeeks } from '../application/diary-weeks.js';
import { DiaryWindows } from '../application/diary-windows.js';
import { OpenedDays } from '../application/opened-days.js';
import { DiaryStore } from '../application/ports.js';
import { RecordDay } from '../application/record-day.js';
import { InMemoryDiaryStore } from './in-memory-diary.js';
import { OneScheduling } from './one-scheduling.js';

const config = {
  NODE_ENV: 'test',
  CLOCK: 'system',
  LOG_LEVEL: 'silent',
  INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
  LINK_KEY: 'a-link-key-for-tests-of-32-characters',
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
} as const;

const options: Partial<NestApplicationOptions> = { bodyParser: false, logger: false };

export const MARA: ClinicKey = { clinicId: 'elm', id: 'mara' };

/** The diary's pages over stores in memory, behind the guard of the service, with a clock that a test sets. */
export class DiaryApp {
  private constructor(
    readonly app: INestApplication,
    readonly transactions: InMemoryTransactions,
    readonly clock: FixedClock,
    readonly scheduling: OneScheduling,
  ) {}

  /** `more`: what a neighbour puts on top of the diary. */
  static async start(at: string, more: Pick<ModuleMetadata, 'controllers' | 'providers'> = {}): Promise<DiaryApp> {
    const clock = new FixedClock(new Date(at));
    const transactions = new InMemoryTransactions({ service: 'outcomes', clock });
    const scheduling = new OneScheduling();
    const built = await Test.createTestingModule({
      imports: [PlatformModule.forRoot({ service: 'outcomes', config })],
      controllers: [DayController, MonthController, ...(more.controllers ?? [])],
      providers: [
        { provide: Transactions, useValue: transactions },
        { provide: JourneyStore, useValue: new InMemoryJourneyStore(transactions) },
        { provide: DiaryStore, useValue: new InMemoryDiaryStore(transactions) },
        { provide: AnswerVault, useClass: PlainVault },
        { provide: SchedulingFacts, useValue: scheduling },
        ...[OpenedDays, DiaryPeople, DiaryWeeks, DiaryWindows, RecordDay, DiaryVisits],
        ...(more.providers ?? []),
      ],
    })
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    const app = built.createNestApplication<NestExpressApplication>(options);
    hardenEdge(app);
    await app.init();
    return new DiaryApp(app, transactions, clock, scheduling);
  }

  get server(): App {
    // Nest does not say what its HTTP server is.
    return this.app.getHttpServer() as App;
  }

  bearer(client: ClinicKey = MARA): Promise<string> {
    const { clinicId, id: clientRef } = client;
    return this.app.get(InternalTokens).sign({ kind: 'client', clinicId, clientRef }, 'outcomes');
  }

  async get(path: string, headers: Record<string, string> = {}, client?: ClinicKey): Promise<request.Response> {
    return request(this.server)
      .get(path)
      .set({ ...headers, authorization: `Bearer ${await this.bearer(client)}` });
  }

  async post(path: string, body: object, client?: ClinicKey): Promise<request.Response> {
    return request(this.server)
      .post(path)
      .type('form')
      .set('authorization', `Bearer ${await this.bearer(client)}`)
      .send(body);
  }

  /** A form that was typed when the pages had closed, as the gateway posts it again. */
  async typedBefore(path: string, body: object, headers: Record<string, string> = {}): Promise<request.Response> {
    return request(this.server)
      .post(path)
      .type('form')
      .set({ ...headers, authorization: `Bearer ${await this.bearer()}`, [TYPED_BEFORE]: 'yes' })
      .send(body);
  }

  async keep(journey: ReturnType<typeof aJourney>): Promise<void> {
    const journeys = this.app.get(JourneyStore);
    await this.transactions.run(async ({ writes }) => journeys.save(journey, undefined, writes));
  }

  /** Data of what was said, in order. */
  get said(): readonly unknown[] {
    return this.transactions.said.map(({ data }) => data);
  }
}
