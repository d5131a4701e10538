import { InMemoryTransactions, Transactions } from '@aftercare/messaging';
import { InternalTokens, type Role } from '@aftercare/platform';
import request from 'supertest';
import { DiaryStore } from '../../../diary/application/ports.js';
import { daysInARow } from '../../../diary/testing/days-in-a-row.js';
import { DiaryApp, MARA } from '../../../diary/testing/diary-app.js';
import { aJourney } from '../../../surveys/testing/a-journey.js';
import { AnswerVault, CadenceStore } from '../../../surveys/application/ports.js';
import { InMemoryCadenceStore } from '../../../surveys/testing/in-memory-stores.js';
import { recalledMonth } from '../../testing/recalled-month.js';
import { BurdenDaysController } from './burden-days.controller.js';

const NOTHING = { source: null, windows: [], weeks: [] };

describe('the numbers behind a next visit', () => {
  let diary: DiaryApp;
  beforeEach(async () => {
    const cadence = {
      provide: CadenceStore,
      useFactory: (transactions: InMemoryTransactions) => new InMemoryCadenceStore(transactions),
      inject: [Transactions],
    };
    // A Wednesday.
    diary = await DiaryApp.start('2027-05-12T09:00:00Z', { controllers: [BurdenDaysController], providers: [cadence] });
    await diary.keep(aJourney());
  });
  afterEach(() => diary.app.close());

  const remember = (): Promise<void> =>
    diary.transactions.run(async ({ writes }) => diary.app.get(CadenceStore).save(recalledMonth(), undefined, writes));
  const writeDown = (from: string, count: number, answers: object): Promise<void> => {
    const stores = { diaries: diary.app.get(DiaryStore), vault: diary.app.get(AnswerVault) };
    return daysInARow({ transactions: diary.transactions, ...stores }, { client: MARA, from, count, answers });
  };
  const ask = async (
    query: object = { client: 'mara' },
    { clinicId = 'elm', role = 'practitioner' }: { readonly clinicId?: string; readonly role?: Role } = {},
  ) => {
    const caller = { kind: 'staff', accountId: 'ana', clinicId, roles: [role] } as const;
    const token = await diary.app.get(InternalTokens).sign(caller, 'outcomes');
    return request(diary.server).get('/v1/burden-days').query(query).set('authorization', `Bearer ${token}`);
  };

  it('are those of a well-filled diary alone, with its weeks', async () => {
    await remember();
    await writeDown('2027-03-01', 28, { d1: 'none' });
    await writeDown('2027-03-29', 24, { d1: 'headache', d2: 5 });
    await writeDown('2027-05-10', 1, { d1: 'migraine' });
    const { body } = (await ask()) as { body: { weeks: readonly object[] } };
    expect(body).toMatchObject({
      source: 'diary',
      windows: [
        { startsOn: '2027-03-29', endsOn: '2027-04-26', days: 24, burdenDays: 24, headacheDays: 24, complete: 24 / 28 },
        { startsOn: '2027-03-01', endsOn: '2027-03-29', days: 28, burdenDays: 0, headacheDays: 0, complete: 1 },
      ],
    });
    expect(body.weeks).toHaveLength(11);
    const running = { from: '2027-05-10', to: '2027-05-16', migraine: 1, headache: 0, without: 0 };
    expect(body.weeks[0]).toEqual({ ...running, notFilledIn: 2, filledInLater: 0 });
  });

  it('are those of forms while a diary has gaps, and its weeks are told all the same', async () => {
    await remember();
    await writeDown('2027-05-03', 7, { d1: 'headache' });
    expect((await ask()).body).toEqual({
      source: 'recall',
      windows: [
        { startsOn: '2027-04-03', endsOn: '2027-05-01', days: 28, burdenDays: 9, headacheDays: 10, complete: 1 },
      ],
      weeks: [
        expect.objectContaining({ from: '2027-05-10', notFilledIn: 3 }),
        expect.objectContaining({ from: '2027-05-03', headache: 7 }),
      ],
    });
  });

  it('say null where it is not known on how many days the head ached', async () => {
    await writeDown('2027-03-01', 20, { d1: 'none' });
    await writeDown('2027-03-21', 4, { d1: 'headache' });
    expect((await ask()).body).toMatchObject({ source: 'diary', windows: [{ days: 20, headacheDays: null }] });
  });

  it('follow the day where the client lives', async () => {
    await diary.app.close();
    diary = await DiaryApp.start('2027-05-09T22:30:00Z', {
      controllers: [BurdenDaysController],
      providers: [{ provide: CadenceStore, useValue: new InMemoryCadenceStore(new InMemoryTransactions()) }],
    });
    await diary.keep(aJourney());
    await writeDown('2027-05-08', 1, { d1: 'none' });
    // Half past eleven on Sunday night in London.
    expect((await ask()).body).toMatchObject({ weeks: [{ from: '2027-05-03', to: '2027-05-09', notFilledIn: 6 }] });
    diary.clock.set(new Date('2027-05-09T23:30:00Z'));
    expect((await ask()).body).toMatchObject({ weeks: [{ from: '2027-05-10', notFilledIn: 1 }, { without: 1 }] });
  });

  it('are nothing for somebody of another clinic, and for nobody', async () => {
    await remember();
    await writeDown('2027-05-03', 7, { d1: 'none' });
    expect((await ask({ client: 'mara' }, { clinicId: 'oak' })).body).toEqual(NOTHING);
    expect(await ask({ client: 'somebody' })).toMatchObject({ status: 200, body: NOTHING });
  });

  it.each<[Role, number]>([
    ['owner', 200],
    ['practitioner', 200],
    ['manager', 403],
    ['front-desk', 403],
    ['integrator', 403],
  ])('answer to %s with %i', async (role, status) => {
    expect((await ask({ client: 'mara' }, { role })).status).toBe(status);
  });

  it('are refused to a client, and to a question about nobody', async () => {
    expect((await diary.get('/v1/burden-days?client=mara')).status).toBe(403);
    for (const query of [{}, { client: '' }, { client: 'x'.repeat(65) }, { client: 'mara', more: '1' }])
      expect((await ask(query)).status).toBe(400);
  });
});
