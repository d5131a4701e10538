import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  bookingConfirmedV1,
  reminderSentV1,
  sessionCompletedV1,
  type DataOf,
  type EventContract,
} from '@aftercare/contracts';
import { linkToken, newId, randomToken } from '@aftercare/kernel';
import { connectReactions, MessagingRuntime, say, Transactions } from '@aftercare/messaging';
import { hardenEdge, InternalTokens } from '@aftercare/platform';
import type { NestApplicationOptions } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import request from 'supertest';
import { ExpireSurveys } from '../src/surveys/application/expire-surveys.js';
import { AnswerSheets } from '../src/surveys/application/ports.js';
import { AppModule } from '../src/app.module.js';
import { configSchema } from '../src/config.js';
import { scheduling } from './testing/scheduling.js';

const CLINIC = newId();
const SECRET = 'a secret of the tests that is long enough';
const LINK_KEY = 'a link key of the tests that is long enough';
const run = randomToken().slice(0, 8).toLowerCase();

const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not happen`);
};

describe('from a visit to the report', () => {
  let app: NestExpressApplication;
  let owner: Server;

  beforeAll(async () => {
    owner = scheduling().listen(0, '127.0.0.1');
    await once(owner, 'listening');
    const config = configSchema.parse({
      NODE_ENV: 'test',
      MONGODB_URI: process.env['MONGODB_URI'],
      KAFKA_BROKERS: process.env['KAFKA_BROKERS'],
      DB_PREFIX: `outcomes-e2e-${run}`,
      TOPIC_PREFIX: `outcomes-e2e-${run}.`,
      INTERNAL_TOKEN_SECRET: SECRET,
      LINK_KEY,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      LOG_LEVEL: 'error',
      SCHEDULING_URL: `http://127.0.0.1:${(owner.address() as AddressInfo).port}`,
    });
    const options: Partial<NestApplicationOptions> = { logger: false, bodyParser: false };
    app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), options);
    hardenEdge(app);
    connectReactions(app);
    await app.startAllMicroservices();
    await app.init();
  }, 60_000);

  afterAll(async () => {
    await app.get(MessagingRuntime).stop();
    const client = app.get<Connection>(getConnectionToken()).getClient();
    for (const suffix of ['outcomes', 'outcomes_keys']) await client.db(`outcomes-e2e-${run}_${suffix}`).dropDatabase();
    await app.close();
    owner.close();
  }, 60_000);

  const publish = async <C extends EventContract>(contract: C, data: DataOf<C>): Promise<void> => {
    await app.get(Transactions).run(async (work) => work.say(say(contract, CLINIC, data), 1));
  };
  const bearer = async (role: 'owner' | 'front-desk' = 'owner'): Promise<string> => {
    const tokens = app.get(InternalTokens);
    return `Bearer ${await tokens.sign({ kind: 'staff', accountId: 'a1', clinicId: CLINIC, roles: [role] }, 'outcomes')}`;
  };
  const surveysOf = async (clientRef: string) => {
    const answer = await request(app.getHttpServer())
      .get('/v1/surveys')
      .query({ client: clientRef })
      .set('Authorization', await bearer());
    expect(answer.status).toBe(200);
    return (answer.body as { items: { surveyId: string; instrument: string; state: string }[] }).items;
  };
  const report = async () => {
    const answer = await request(app.getHttpServer())
      .get('/v1/reports/first')
      .query({ from: '2020-01-01', to: '2099-12-31' })
      .set('Authorization', await bearer());
    expect(answer.status).toBe(200);
    return answer.body as { flow: Record<string, number>; groups: unknown[] };
  };

  it('tells owners whether too few forms are answered, and the front desk nothing of it', async () => {
    const rate = async (role: 'owner' | 'front-desk') =>
      request(app.getHttpServer())
        .get('/v1/reports/answer-rate')
        .set('Authorization', await bearer(role));
    expect((await rate('front-desk')).status).toBe(403);
    expect(await rate('owner')).toMatchObject({ status: 200, body: { below: null } });
  });

  it('asks after the visit, takes the answers and counts them once', async () => {
    const clientRef = newId();
    const ended = new Date(Date.now() - 3_600_000).toISOString();
    const visit = {
      sessionId: newId(),
      bookingId: newId(),
      clientRef,
      version: 1,
      startedAt: new Date(Date.now() - 7_200_000).toISOString(),
      endedAt: ended,
    };
    await publish(sessionCompletedV1, visit);
    const survey = await until('the form', async () =>
      (await surveysOf(clientRef)).find((one) => one.instrument === 'post-session@1'),
    );
    const token = linkToken(LINK_KEY, { purpose: 'survey', id: survey.surveyId, generation: 0 });
    const page = await request(app.getHttpServer()).get(`/s/${token}`);
    expect(page.text).toContain('Since your visit on');
    await publish(reminderSentV1, {
      reminderId: newId(),
      clientRef,
      family: 'survey',
      kind: 'invitation',
      channel: 'email',
      surveyId: survey.surveyId,
      at: new Date().toISOString(),
    });
    const parts = [
      ['1', { ps1: 'migraine', ps3: 'yes' }],
      ['1b', { ps2: '6', ps3a: 'soreness', ps3b: '3', ps3c: 'under-12h' }],
      ['2', { ps4: '2', ps7: 'thank you' }],
      ['check', { sg: 'none' }],
    ] as const;
    for (const [part, body] of parts) {
      const answer = await request(app.getHttpServer()).post(`/s/${token}/${part}`).type('form').send(body);
      expect(answer.status).toBe(303);
    }
    expect((await surveysOf(clientRef)).find((one) => one.surveyId === survey.surveyId)?.state).toBe('answered');
    const counted = await until('the delivery', async () => {
      const current = await report();
      return current.flow['delivered'] === 1 ? current : undefined;
    });
    expect(counted.flow).toEqual({ due: 1, delivered: 1, started: 1, answered: 1, usable: 1 });
    const token2 = await app.get(InternalTokens).sign({ kind: 'service', service: 'scheduling' }, 'outcomes');
    const recomputed = await request(app.getHttpServer())
      .post('/internal/reports/recompute')
      .set('Authorization', `Bearer ${token2}`)
      .send({ clinicId: CLINIC, from: '2020-01-01', to: '2099-12-31' });
    expect(recomputed.body).toEqual(counted);
  }, 90_000);

  it('asks before a first visit', async () => {
    const clientRef = newId();
    await publish(bookingConfirmedV1, {
      bookingId: newId(),
      clientRef,
      sequence: 0,
      startsAt: new Date(Date.now() + 86_400_000).toISOString(),
      endsAt: new Date(Date.now() + 90_000_000).toISOString(),
      timeZone: 'Europe/London',
      bookedAt: new Date().toISOString(),
      origin: 'desk',
      first: true,
    });
    const survey = await until('the intake', async () => (await surveysOf(clientRef))[0]);
    expect(survey).toMatchObject({ instrument: 'intake@1', state: 'planned' });
  }, 60_000);

  it('stores one answer for parallel posts, closes what is due, and holds a flag until a person clears it', async () => {
    const clientRef = newId();
    const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
    const visit = { sessionId: newId(), bookingId: newId(), clientRef, version: 1, startedAt: at(-2), endedAt: at(-1) };
    await publish(sessionCompletedV1, visit);
    const survey = await until('the form', async () =>
      (await surveysOf(clientRef)).find((one) => one.instrument === 'post-session@1'),
    );
    const token = linkToken(LINK_KEY, { purpose: 'survey', id: survey.surveyId, generation: 0 });
    const post = (part: string, body: object) =>
      request(app.getHttpServer()).post(`/s/${token}/${part}`).type('form').send(body);
    const all = await Promise.all(Array.from({ length: 8 }, () => post('1', { ps1: 'no', ps3: 'no' })));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([303]));
    const sheet = await app.get(AnswerSheets).load({ clinicId: CLINIC, id: survey.surveyId });
    expect(sheet?.state.parts.map(({ part, revision }) => [part, revision])).toEqual([['1', 1]]);
    await Promise.all([post('2', {}), post('2', {})]);
    await Promise.all(Array.from({ length: 4 }, () => post('check', { sg: 'e1', 'when-e1': 'now' })));
    const flags = await request(app.getHttpServer())
      .get('/v1/flags')
      .query({ state: 'open' })
      .set('Authorization', await bearer());
    const own = (flags.body as { items: { flagId: string; clientRef: string; level: string }[] }).items.filter(
      (one) => one.clientRef === clientRef,
    );
    expect(own.map(({ level }) => level)).toEqual(['E']);
    const flagged = async () =>
      (
        await request(app.getHttpServer())
          .get('/v1/open-flags')
          .query({ refs: `somebody,${clientRef}` })
          .set('Authorization', await bearer('front-desk'))
      ).body as unknown;
    // The front desk learns that there is one, and nothing of what it says.
    expect(await flagged()).toEqual({ items: [{ clientRef }] });
    const clear = (reason: string) =>
      request(app.getHttpServer())
        .post(`/v1/flags/${own[0]?.flagId ?? ''}/clear`)
        .send({ reason });
    expect((await clear('').set('Authorization', await bearer())).status).toBe(400);
    expect((await clear('spoke with her')).status).toBe(401);
    expect((await clear('spoke with her').set('Authorization', await bearer())).status).toBe(200);
    expect(await flagged()).toEqual({ items: [] });
    expect((await clear('again').set('Authorization', await bearer())).status).toBe(409);
    await app.get(ExpireSurveys).fire(new Date(Date.now() + 60 * 86_400_000));
    expect((await surveysOf(clientRef)).map(({ state }) => state).sort()).toEqual(['answered', 'expired']);
    expect(await app.get(ExpireSurveys).nextAt()).toBeUndefined();
  }, 90_000);
});
