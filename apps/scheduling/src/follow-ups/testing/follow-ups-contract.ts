import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transactions } from '@aftercare/messaging';
import type { CarePlan, CarePlans, FollowUpRecord, FollowUps } from '../application/ports.js';
import { emptyCarePlan } from '../application/ports.js';

export interface FollowUpsUnderTest {
  readonly followUps: FollowUps;
  readonly transactions: Transactions;
}
type Given = () => FollowUpsUnderTest;

const ada: ClinicKey = { clinicId: 'elm', id: 'ada' };
const reasoned = {
  sessionId: 'session',
  reasons: [{ rule: 'B', code: 'BASE', days: 21, applied: true }],
  disagree: false,
  review: false,
  policyVersion: 'cadence@1',
  lapsesOn: '2027-04-12',
  lapsesAt: new Date('2027-04-12T09:00:00Z'),
  lapsedOn: null,
} as const;
const recordOf = ({ clinicId, id }: ClinicKey, plan: FollowUpRecord['plan']): FollowUpRecord => ({
  clinicId,
  clientRef: id,
  reach: { consents: { email: { granted: true, at: new Date('2027-03-01T10:00:00Z') } }, bad: {} },
  heard: 1,
  said: 1,
  asOf: new Date('2027-03-01T11:00:00Z'),
  plan,
});
const held = (key: ClinicKey, reason: string, lapsesAt: Date | null = null): FollowUpRecord =>
  recordOf(key, { ...reasoned, lapsesAt, status: 'held', rule: null, reason });
const planned = recordOf(ada, {
  ...reasoned,
  status: 'planned',
  dueOn: '2027-03-22',
  dueAt: new Date('2027-03-22T10:00:00Z'),
  windowStart: '2027-03-15',
  windowEnd: '2027-03-29',
});

const loading =
  (given: Given) =>
  (...clients: readonly ClinicKey[]): Promise<readonly Loaded<FollowUpRecord>[]> =>
    given().transactions.run(({ within }) => given().followUps.load(clients, within));

const saving = (given: Given) => async (followUp: FollowUpRecord, expected?: number) => {
  let runs = 0;
  await given().transactions.run(async ({ writes }) => {
    runs += 1;
    if (runs > 1) throw new Error('another writer was first');
    given().followUps.save(followUp, expected, writes);
  });
};

const describeFollowUps = (given: Given): void => {
  const [load, save] = [loading(given), saving(given)];

  it('gives back what was saved, with a version that rises by one, inside a transaction and outside', async () => {
    await save(planned);
    expect(await load(ada)).toEqual([{ state: planned, version: 1 }]);
    await save(held(ada, 'HAS_BOOKING'), 1);
    expect(await load(ada)).toEqual([{ state: held(ada, 'HAS_BOOKING'), version: 2 }]);
    await save(recordOf(ada, null), 2);
    expect(await given().followUps.load([ada])).toEqual([{ state: recordOf(ada, null), version: 3 }]);
  });

  it('refuses what was decided on an older version', async () => {
    await save(planned);
    await save(held(ada, 'HAS_BOOKING'), 1);
    await expect(save(planned, 1)).rejects.toThrow('another writer was first');
    await expect(save(planned)).rejects.toThrow('another writer was first');
    expect(await load(ada)).toMatchObject([{ version: 2, state: { plan: { status: 'held' } } }]);
  });

  it('finds those of several clients, each at its own clinic, and leaves out whom it does not know', async () => {
    for (const key of [ada, { clinicId: 'oak', id: 'bob' }, { clinicId: 'oak', id: 'cy' }]) await save(held(key, 'R'));
    const keys = [
      ada,
      { clinicId: 'oak', id: 'bob' },
      { clinicId: 'elm', id: 'cy' },
      { clinicId: 'elm', id: 'nobody' },
    ];
    expect((await load(...keys)).map(({ state }) => state.clientRef).sort()).toEqual(['ada', 'bob']);
    expect(await load()).toEqual([]);
    expect(await load({ ...ada, clinicId: 'oak' })).toEqual([]);
  });

  it('is read as it was when the transaction began', async () => {
    await save(planned);
    await given().transactions.run(async ({ within }) => {
      const version = async () => (await given().followUps.load([ada], within))[0]?.version;
      expect(await version()).toBe(1);
      await save(held(ada, 'HAS_BOOKING'), 1);
      expect(await version()).toBe(1);
    });
  });
};

const describeLapses = (given: Given): void => {
  const save = saving(given);

  it('tells whose lapse is due, the earliest first, and when the next one is', async () => {
    const day = (of: number) => new Date(Date.UTC(2027, 3, of));
    expect(await given().followUps.nextLapse()).toBeUndefined();
    await save(held(ada, 'STOPPED', day(12)));
    await save(held({ clinicId: 'oak', id: 'bob' }, 'STOPPED', day(10)));
    await save(held({ clinicId: 'oak', id: 'cy' }, 'HAS_BOOKING'));
    await save(recordOf({ clinicId: 'oak', id: 'dee' }, null));
    expect(await given().followUps.nextLapse()).toEqual(day(10));
    expect(await given().followUps.lapsing(day(11), 9)).toEqual([{ clinicId: 'oak', id: 'bob' }]);
    expect((await given().followUps.lapsing(day(12), 9)).map(({ id }) => id)).toEqual(['bob', 'ada']);
    expect(await given().followUps.lapsing(day(12), 1)).toHaveLength(1);
  });

  it('counts what it was given to save, so that nobody asks in vain', async () => {
    const before = given().followUps.saves;
    await save(planned);
    expect(given().followUps.saves).toBeGreaterThan(before);
  });
};

const describeLapsed = (given: Given): void => {
  const save = saving(given);
  const lapsedOn = (id: string, day: string, clinicId = 'elm'): FollowUpRecord =>
    recordOf({ clinicId, id }, { ...reasoned, lapsesAt: null, lapsedOn: day, status: 'held', rule: null, reason: 'x' });

  it('lists whom a clinic has not seen for long, the longest first, page by page, and nobody of another clinic', async () => {
    for (const record of [lapsedOn('bob', '2027-04-02'), lapsedOn('ada', '2027-04-02'), lapsedOn('cy', '2027-03-30')])
      await save(record);
    await save(lapsedOn('dan', '2027-01-01', 'oak'));
    await save(held({ clinicId: 'elm', id: 'eve' }, 'HAS_BOOKING'));
    const first = await given().followUps.lapsed('elm', { limit: 2 });
    expect(first.map(({ clientRef }) => clientRef)).toEqual(['cy', 'ada']);
    const after = first[1];
    if (after === undefined) throw new Error('there are two');
    expect(await given().followUps.lapsed('elm', { limit: 2, after })).toEqual([
      { clientRef: 'bob', lapsedOn: '2027-04-02' },
    ]);
  });
};

/** What the planning of next visits relies on. `make` gives an empty store. */
export const describeFollowUpsContract = (name: string, make: () => Promise<FollowUpsUnderTest>): void => {
  describe(`the contract of follow-ups: ${name}`, () => {
    let tested: FollowUpsUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    describeFollowUps(() => tested);
    describeLapses(() => tested);
    describeLapsed(() => tested);
  });
};

/** What the planning relies on in care plans. `make` gives an empty store. */
export const describeCarePlansContract = (
  name: string,
  make: () => Promise<{ readonly carePlans: CarePlans; readonly transactions: Transactions }>,
): void => {
  const said = { by: 'ana', at: new Date('2027-03-01T10:00:00Z') };
  const plan: CarePlan = {
    ...emptyCarePlan('elm', 'ada'),
    interval: { days: 56, reason: 'works away', ...said },
    series: { sessions: 6, from: '2027-03-01', ...said },
    history: [{ what: 'interval-set', ...said }],
  };

  describe(`the contract of care plans: ${name}`, () => {
    it('gives back what was saved; the words of a reason only where they are asked for', async () => {
      const { carePlans, transactions } = await make();
      await transactions.run(({ writes }) => carePlans.save(plan, undefined, writes));
      expect(await carePlans.load(ada)).toEqual({ state: plan, version: 1 });
      const plain = await transactions.run(({ within }) => carePlans.plain([ada], within));
      expect(plain).toEqual([{ state: { ...plan, interval: { ...plan.interval, reason: null } }, version: 1 }]);
    });

    it('knows a client at their own clinic only', async () => {
      const { carePlans, transactions } = await make();
      await transactions.run(({ writes }) => carePlans.save(plan, undefined, writes));
      expect(await carePlans.load({ clinicId: 'oak', id: 'ada' })).toBeUndefined();
      const keys = [
        { clinicId: 'oak', id: 'ada' },
        { clinicId: 'elm', id: 'bob' },
      ];
      expect(await transactions.run(({ within }) => carePlans.plain(keys, within))).toEqual([]);
    });
  });
};
