import { StoresOnMongo } from '@aftercare/testing/stores';
import { runOnce } from '@aftercare/messaging';
import { MongoAnswerRates } from '../../../reports/adapters/mongo/mongo-answer-rates.js';
import {
  MongoClientRecords,
  MongoCounterCells,
  MongoTallyStore,
} from '../../../reports/adapters/mongo/mongo-counters.js';
import { AnswerRates } from '../../../reports/application/answer-rates.js';
import { Counting } from '../../../reports/application/counting.js';
import { ExpireSurveys } from '../../application/expire-surveys.js';
import { aSurvey } from '../../testing/a-survey.js';
import { Dying, type Death } from '../../testing/dying.js';
import { MongoSurveyStore } from './mongo-survey-store.js';

const START = Date.parse('2027-05-15T10:00:00Z');
const at = (minute: number): Date => new Date(START + minute * 60_000);

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('oc-closing', {
    service: 'outcomes',
    stores: [MongoSurveyStore, MongoTallyStore, MongoClientRecords, MongoCounterCells, MongoAnswerRates],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const ratesOf = (): AnswerRates => new AnswerRates(stores.get(MongoAnswerRates));
const start = (death?: Death): ExpireSurveys => {
  const counting = new Counting(
    stores.get(MongoTallyStore),
    stores.get(MongoClientRecords),
    stores.get(MongoCounterCells),
  );
  return new ExpireSurveys(new Dying(stores.transactions, death), stores.get(MongoSurveyStore), counting, ratesOf());
};

/** Forms that close one a minute; the first ones of them are answered, the others still open. */
const keep = (count: number, answered: number) =>
  runOnce(stores.transactions, async ({ writes }) => {
    for (let minute = 1; minute <= count; minute += 1) {
      const times = { ...aSurvey().times, closesAt: at(minute) };
      const end = minute <= answered ? { state: 'answered' as const, answeredAt: at(minute - 60) } : {};
      const more = { id: `s${minute}`, clientRef: `client-${minute}`, times, ...end };
      stores.get(MongoSurveyStore).save(aSurvey(more), undefined, writes);
    }
  });
const told = () => stores.raw('outbox').countDocuments({ topic: 'outcomes.surveys', key: 'clinic-1' });

describe('closing forms on MongoDB', () => {
  it('tells once that fewer than 30 of 100 were answered, also where two processes close them', async () => {
    await keep(100, 29);
    await Promise.all([start().fire(at(200)), start().fire(at(200))]);
    expect(await ratesOf().read('clinic-1')).toEqual({ below: { on: '2027-05-15', answered: 29, due: 100 } });
    expect(await told()).toBe(1);
    await start().fire(at(300));
    expect(await told()).toBe(1);
  }, 30_000);

  it.each(['before', 'after'] as const)(
    'neither loses nor doubles the word when the process dies %s the last commit',
    async (when) => {
      await keep(100, 29);
      await expect(start({ run: 71, when }).fire(at(200))).rejects.toThrow('killed');
      expect(await told()).toBe(when === 'before' ? 0 : 1);
      expect((await ratesOf().read('clinic-1')).below === null).toBe(when === 'before');
      await start().fire(at(200));
      expect(await told()).toBe(1);
      expect((await ratesOf().read('clinic-1')).below).toMatchObject({ answered: 29 });
    },
    30_000,
  );
});
