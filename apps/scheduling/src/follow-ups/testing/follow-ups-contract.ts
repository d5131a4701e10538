import type { ClinicKey } from '@aftercare/kernel';
import { runOnce } from '@aftercare/messaging';
import type { Loaded, Transactions } from '@aftercare/messaging';
import type { FollowUps } from '../application/ports.js';
import type { FollowUp } from '../domain/follow-up.js';

export interface FollowUpsUnderTest {
  readonly followUps: FollowUps;
  readonly transactions: Transactions;
}
type Given = () => FollowUpsUnderTest;

const ada: ClinicKey = { clinicId: 'elm', id: 'ada' };
const held = ({ clinicId, id }: ClinicKey, reason: string): FollowUp => ({
  clinicId,
  clientRef: id,
  sessionId: 'session',
  status: 'held',
  rule: null,
  reason,
});
const planned: FollowUp = {
  clinicId: 'elm',
  clientRef: 'ada',
  sessionId: 'session',
  status: 'planned',
  dueOn: '2027-03-22',
  dueAt: new Date('2027-03-22T10:00:00Z'),
  windowStart: '2027-03-15',
  windowEnd: '2027-03-29',
  reasons: [],
  policyVersion: 'cadence@1',
};

const loading =
  (given: Given) =>
  (...clients: readonly ClinicKey[]): Promise<readonly Loaded<FollowUp>[]> =>
    given().transactions.run(({ within }) => given().followUps.load(clients, within));

const saving = (given: Given) => (followUp: FollowUp, expected?: number) =>
  runOnce(given().transactions, async ({ writes }) => given().followUps.save(followUp, expected, writes));

const describeFollowUps = (given: Given): void => {
  const [load, save] = [loading(given), saving(given)];

  it('gives back what was saved, with a version that rises by one', async () => {
    await save(planned);
    expect(await load(ada)).toEqual([{ state: planned, version: 1 }]);
    await save(held(ada, 'HAS_BOOKING'), 1);
    expect(await load(ada)).toEqual([{ state: held(ada, 'HAS_BOOKING'), version: 2 }]);
  });

  it('refuses what was decided on an older version', async () => {
    await save(planned);
    await save(held(ada, 'HAS_BOOKING'), 1);
    await expect(save(planned, 1)).rejects.toThrow('another writer was first');
    await expect(save(planned)).rejects.toThrow('another writer was first');
    expect(await load(ada)).toMatchObject([{ version: 2, state: { status: 'held' } }]);
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

/** What the planning of next visits relies on. `make` gives an empty store. */
export const describeFollowUpsContract = (name: string, make: () => Promise<FollowUpsUnderTest>): void => {
  describe(`the contract of follow-ups: ${name}`, () => {
    let tested: FollowUpsUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    describeFollowUps(() => tested);
  });
};
