import type { ClinicKey } from '@aftercare/kernel';
import { runOnce } from '@aftercare/messaging';
import type { Loaded, Transaction, Transactions } from '@aftercare/messaging';
import { describeKept } from '@aftercare/testing/stores';
import type { KeptUnderTest } from '@aftercare/testing/stores';
import type { FollowUps } from '../application/ports.js';
import type { FollowUp } from '../domain/follow-up.js';

export interface FollowUpsUnderTest {
  readonly followUps: FollowUps;
  readonly transactions: Transactions;
}
type Given = () => FollowUpsUnderTest;

const held = ({ clinicId, id }: ClinicKey, reason = 'HAS_BOOKING'): FollowUp => ({
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
  (clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<FollowUp>[]> =>
    within === undefined
      ? given().transactions.run((work) => given().followUps.load(clients, work.within))
      : given().followUps.load(clients, within);

const keptFollowUps = (given: Given): KeptUnderTest<FollowUp> => ({
  transactions: given().transactions,
  state: (key, mark) => held(key, `REASON_${mark}`),
  load: async (key, within) => (await loading(given)([key], within))[0],
  save: (followUp, expected, writes) => given().followUps.save(followUp, expected, writes),
});

const describeFollowUps = (given: Given): void => {
  const load = loading(given);
  const save = (followUp: FollowUp): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => given().followUps.save(followUp, undefined, writes));

  it('gives a planned one back to the letter', async () => {
    await save(planned);
    expect(await load([{ clinicId: 'elm', id: 'ada' }])).toEqual([{ state: planned, version: 1 }]);
  });

  it('finds those of several clients, each at its own clinic, and leaves out whom it does not know', async () => {
    const [ada, bob, cy] = [
      { clinicId: 'elm', id: 'ada' },
      { clinicId: 'oak', id: 'bob' },
      { clinicId: 'oak', id: 'cy' },
    ];
    for (const key of [ada, bob, cy]) await save(held(key));
    const found = await load([ada, bob, { ...cy, clinicId: 'elm' }, { ...ada, id: 'nobody' }]);
    expect(found.map(({ state }) => state.clientRef).sort()).toEqual(['ada', 'bob']);
    expect(await load([])).toEqual([]);
  });
};

/** What the planning of next visits relies on. `make` gives an empty store. */
export const describeFollowUpsContract = (name: string, make: () => Promise<FollowUpsUnderTest>): void => {
  describe(`the contract of follow-ups: ${name}`, () => {
    let tested: FollowUpsUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    describeKept(() => keptFollowUps(() => tested));
    describeFollowUps(() => tested);
  });
};
