import { newId, randomToken } from '@aftercare/kernel';
import { MessagingRuntime, Transactions } from '@aftercare/messaging';
import { hardenEdge, InternalTokens, type Role } from '@aftercare/platform';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Connection } from 'mongoose';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { AppModule } from '../src/app.module.js';
import { configSchema } from '../src/config.js';
import { FlagStore, type Flag } from '../src/safety/application/ports.js';
import { WatchFlags } from '../src/safety/application/watch-flags.js';
import { aFlag, hour } from '../src/safety/testing/a-flag.js';
import { scheduling } from './testing/scheduling.js';

const CLINIC = newId();
const prefix = `outcomes-flags-${randomToken().slice(0, 8).toLowerCase()}`;

interface Listed {
  readonly items: readonly { readonly flagId: string; readonly calls: readonly object[] }[];
  readonly next?: string;
}

const settings = scheduling();
let app: NestExpressApplication;
beforeAll(async () => {
  await once(settings.listen(0, '127.0.0.1'), 'listening');
  const config = configSchema.parse({
    ...{ NODE_ENV: 'test', LOG_LEVEL: 'error', CLOCK: 'stepped', CLOCK_START: '2027-05-12T13:00:00Z' },
    ...{ MONGODB_URI: process.env['MONGODB_URI'], KAFKA_BROKERS: process.env['KAFKA_BROKERS'] },
    ...{ DB_PREFIX: prefix, TOPIC_PREFIX: `${prefix}.` },
    SCHEDULING_URL: `http://127.0.0.1:${(settings.address() as AddressInfo).port}`,
    INTERNAL_TOKEN_SECRET: 'a secret of the tests that is long enough',
    LINK_KEY: 'a link key of the tests that is long enough',
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  const options: Partial<NestApplicationOptions> = { logger: false, bodyParser: false };
  app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), options);
  hardenEdge(app);
  await app.init();
}, 60_000);
afterAll(async () => {
  await app.get(MessagingRuntime).stop();
  const client = app.get<Connection>(getConnectionToken()).getClient();
  for (const suffix of ['outcomes', 'outcomes_keys']) await client.db(`${prefix}_${suffix}`).dropDatabase();
  await app.close();
  settings.close();
}, 60_000);

const bearer = async (accountId: string, role: Role): Promise<string> => {
  const caller = { kind: 'staff', accountId, clinicId: CLINIC, roles: [role] } as const;
  return `Bearer ${await app.get(InternalTokens).sign(caller, 'outcomes')}`;
};
interface Poster {
  readonly who?: string;
  readonly role?: Role;
  readonly key?: string;
}
const post = async (path: string, body: object, { who = 'ana', role = 'practitioner', key = newId() }: Poster = {}) =>
  request(app.getHttpServer())
    .post(`/v1/flags/${path}`)
    .set('Authorization', await bearer(who, role))
    .set('Idempotency-Key', key)
    .send(body);
const list = async (query: object, who = 'ana', role: Role = 'practitioner') =>
  request(app.getHttpServer())
    .get('/v1/flags')
    .query(query)
    .set('Authorization', await bearer(who, role));
const listed = async (query: object, who = 'ana'): Promise<Listed> => (await list(query, who)).body as Listed;
const keep = (...flags: readonly Flag[]): Promise<void> =>
  app.get(Transactions).run(async ({ writes }) => {
    for (const flag of flags) await app.get(FlagStore).save({ ...flag, clinicId: CLINIC }, undefined, writes);
  });

describe('the flags of a clinic', () => {
  beforeAll(() =>
    keep(
      aFlag({ id: 'r', level: 'R', raisedAt: hour(-3) }),
      aFlag({ id: 'u' }),
      aFlag({ id: 'e-new', level: 'E' }),
      aFlag({ id: 'e-old', level: 'E', raisedAt: hour(-1) }),
    ),
  );

  it('are taken, called about and handed over by practitioners, and stay open', async () => {
    const local = { at: '2027-05-12T13:00:00.000Z', atLocal: '2027-05-12T14:00' };
    expect(await post('u/take', {})).toMatchObject({
      status: 200,
      body: { flagId: 'u', state: 'open', assignment: { kind: 'taken', by: 'ana', ...local } },
    });
    expect(await post('u/take', {}, { who: 'ben' })).toMatchObject({ status: 409, body: { code: 'FLAG_TAKEN' } });
    expect((await listed({ state: 'open', only: 'mine' })).items.map(({ flagId }) => flagId)).toEqual(['u']);
    const call = { outcome: 'no-answer', time: '13:30' };
    const once = { who: 'ben', key: newId() };
    expect((await post('u/calls', call, once)).status).toBe(201);
    expect(await post('u/calls', call, once)).toMatchObject({ status: 201, body: { calls: [{ by: 'ben' }] } });
    expect((await post('u/seen-by-doctor', {})).body).toMatchObject({ seenByDoctor: { by: 'ana', ...local } });
    expect((await post('u/hand-over', { note: 'off' }, { who: 'ben' })).body).toMatchObject({
      code: 'FLAG_NOT_YOURS',
    });
    expect((await post('u/hand-over', { to: 'ben', note: 'off' })).status).toBe(200);
    const [mine] = (await listed({ state: 'open', only: 'mine' }, 'ben')).items;
    expect(mine).toMatchObject({
      ...{ flagId: 'u', state: 'open', cleared: null },
      assignment: { kind: 'handed-over', by: 'ana', to: 'ben', note: 'off', ...local },
      calls: [{ by: 'ben', outcome: 'no-answer', atLocal: '2027-05-12T13:30' }],
    });
    expect((await listed({ state: 'open', only: 'mine' })).items).toEqual([]);
  });

  it('begin with the neediest, page by page, and refuse a cursor of nobody', async () => {
    const first = await listed({ state: 'open', limit: 3 });
    expect(first.items.map(({ flagId }) => flagId)).toEqual(['e-old', 'e-new', 'u']);
    const second = await listed({ state: 'open', limit: 3, after: first.next });
    expect(second).toMatchObject({ items: [{ flagId: 'r' }] });
    expect(second).not.toHaveProperty('next');
    const older = Buffer.from('2027-05-12T12:00:00.000Z/u').toString('base64url');
    expect(await list({ state: 'open', after: older })).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
  });

  it.each<[string, object]>([
    ['calls', { outcome: 'cured' }],
    ['calls', { outcome: 'no-answer', time: '14:01' }],
    ['calls', { outcome: 'no-answer', time: '24:00' }],
    ['calls', { outcome: 'no-answer', at: '2027-05-11T12:00:00Z' }],
    ['hand-over', { note: 'x'.repeat(201) }],
  ])('refuse %s with %j', async (act, body) => {
    expect((await post('e-new/take', {})).status).toBe(200);
    expect((await post(`e-new/${act}`, body)).status).toBe(400);
  });

  it.each<[Role, number, number]>([
    ['owner', 200, 200],
    ['practitioner', 200, 200],
    ['manager', 200, 403],
    ['front-desk', 403, 403],
    ['integrator', 403, 403],
  ])('answer a list to %s with %i and an act with %i', async (role, read, act) => {
    expect((await list({ state: 'open' }, 'ana', role)).status).toBe(read);
    expect((await post('e-old/take', {}, { role })).status).toBe(act);
    if (act !== 403) return;
    for (const path of ['calls', 'hand-over', 'seen-by-doctor', 'clear'])
      expect((await post(`e-old/${path}`, { outcome: 'no-answer' }, { role })).status).toBe(403);
  });
});

describe('a flag that nobody looks at', () => {
  const raised = { level: 'E', patience: { kind: 'unreckoned' } } as const;
  const shown = async (id: string) => (await listed({ state: 'open' })).items.find(({ flagId }) => flagId === id);

  it('says until when somebody has to, by the hours of the clinic, and then that it is overdue', async () => {
    // Raised at 13:00 in London: four hours later the clinic is open still.
    await keep(aFlag({ id: 'seen', ...raised }), aFlag({ id: 'unseen', ...raised }));
    expect(await shown('unseen')).toMatchObject({ due: null, isOverdue: false });
    await app.get(WatchFlags).fire(hour(1));
    const due = { at: '2027-05-12T16:00:00.000Z', atLocal: '2027-05-12T17:00' };
    expect(await shown('unseen')).toMatchObject({ due, isOverdue: false });
    await post('seen/take', {});
    await app.get(WatchFlags).fire(hour(4));
    expect(await shown('unseen')).toMatchObject({ due, isOverdue: true });
    expect(await shown('seen')).toMatchObject({ due, isOverdue: false });
    expect((await post('unseen/take', {})).body).toMatchObject({ isOverdue: false });
  });
});
