import { TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeCarePlansContract, describeFollowUpsContract } from '../../testing/follow-ups-contract.js';
import { MongoCarePlans } from './mongo-care-plans.js';
import { MongoFollowUps } from './mongo-follow-ups.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('sc-follow-ups', {
    service: 'scheduling',
    stores: [MongoFollowUps, MongoCarePlans],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeFollowUpsContract('MongoDB', async () => ({
  transactions: stores.transactions,
  followUps: stores.get(MongoFollowUps),
}));

describeCarePlansContract('MongoDB', async () => ({
  transactions: stores.transactions,
  carePlans: stores.get(MongoCarePlans),
}));

describe('what lies in the store', () => {
  const raw = (collection: string) => stores.get(TenantCollections).of(collection);

  it('never shows the words of a reason', async () => {
    const said = { by: 'ana', at: new Date(0) };
    const plan = {
      ...{
        clinicId: 'elm',
        clientRef: 'ada',
        series: null,
        stressPeriods: [],
        rise: null,
        reviewed: null,
        history: [],
      },
      interval: { days: 56, reason: 'works away', ...said },
    };
    await stores.transactions.run(({ writes }) => stores.get(MongoCarePlans).save(plan, undefined, writes));
    expect(JSON.stringify(await raw('care_plans').find({ clinicId: 'elm' }).toArray())).not.toContain('works away');
  });

  it('of an earlier version is read as a plan that rests on nothing heard', async () => {
    const earlier = { sessionId: 'session', status: 'held', rule: 'H3', reason: 'HAS_BOOKING' };
    await stores.transactions.run(async ({ writes }) => {
      const key = { clinicId: 'elm', id: 'ada' };
      writes.put('follow_ups', key, { clinicId: 'elm', clientRef: 'ada', ...earlier }, undefined);
    });
    expect(await stores.get(MongoFollowUps).load([{ clinicId: 'elm', id: 'ada' }])).toEqual([
      {
        version: 1,
        state: {
          clinicId: 'elm',
          clientRef: 'ada',
          reach: { consents: {}, bad: {} },
          heard: 0,
          said: 0,
          asOf: new Date(0),
          plan: {
            ...earlier,
            ...{ reasons: [], disagree: false, review: false, policyVersion: 'cadence@1' },
            ...{ lapsesOn: null, lapsesAt: null, lapsedOn: null },
          },
        },
      },
    ]);
  });
});
