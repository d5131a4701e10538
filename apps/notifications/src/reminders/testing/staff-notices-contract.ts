import { runOnce, type Transactions } from '@aftercare/messaging';
import type { StaffNotice, StaffNotices } from '../application/sending/staff-notices.js';

interface Tested {
  readonly notices: StaffNotices;
  readonly transactions: Transactions;
}

const at = new Date('2027-03-15T10:40:00Z');
const aNotice = (more: Partial<StaffNotice> = {}): StaffNotice => ({
  id: 'notice-1',
  clinicId: 'elm',
  what: 'brake',
  at,
  ...more,
});

const raiseAt = ({ notices, transactions }: Tested, ...all: readonly StaffNotice[]) =>
  runOnce(transactions, async (work) => {
    for (const one of all) await notices.raise(one, work);
  });

const describeWhatIsKnown = (given: () => Tested): void => {
  it('are known once they were raised, told or not, each at its own clinic', async () => {
    const { notices, transactions } = given();
    await runOnce(transactions, async ({ writes }) => {
      notices.write(aNotice({ what: 'few-answers' }), writes);
      notices.write(aNotice({ id: 'notice-2', clinicId: 'oak' }), writes);
    });
    await notices.tell(aNotice());
    const again = runOnce(transactions, async ({ writes }) => notices.write(aNotice(), writes));
    await expect(again).rejects.toThrow('another writer was first');
    const keys = [aNotice(), aNotice({ id: 'notice-2' }), aNotice({ id: 'notice-3' })];
    await transactions.run(async ({ within }) => {
      expect([...(await notices.many(keys, within))]).toEqual([
        ['elm/notice-1', expect.objectContaining({ state: aNotice({ what: 'few-answers' }), version: 1 })],
      ]);
      expect((await notices.many([], within)).size).toBe(0);
    });
  });

  it('are counted when they are raised or told, so that nobody asks in vain', async () => {
    const before = given().notices.saves;
    await raiseAt(given(), aNotice());
    const raised = given().notices.saves;
    await given().notices.firstUntold();
    expect(given().notices.saves).toBe(raised);
    await given().notices.tell(aNotice());
    expect([raised > before, given().notices.saves > raised]).toEqual([true, true]);
  });
};

/** What those who tell staff rely on. `make` gives an empty store. */
export const describeStaffNoticesContract = (name: string, make: () => Promise<Tested>): void => {
  describe(`the contract of words to staff: ${name}`, () => {
    let tested: Tested;
    beforeEach(async () => {
      tested = await make();
    });
    const raise = (...all: readonly StaffNotice[]) => raiseAt(tested, ...all);

    it('are owed once, however often they are raised', async () => {
      await raise(aNotice());
      await raise(aNotice({ at: new Date(at.getTime() + 60_000) }));
      expect(await tested.notices.untold()).toEqual([aNotice()]);
    });

    it('are told once, by one of two, and not raised again after that', async () => {
      await raise(aNotice());
      const told = await Promise.all([tested.notices.tell(aNotice()), tested.notices.tell(aNotice())]);
      expect(told.filter(Boolean)).toHaveLength(1);
      await raise(aNotice());
      expect(await tested.notices.untold()).toEqual([]);
      expect(await tested.notices.firstUntold()).toBeUndefined();
    });

    describeWhatIsKnown(() => tested);

    it('wait in the order in which they were raised', async () => {
      const later = aNotice({ id: 'notice-2', clinicId: 'oak', at: new Date(at.getTime() + 60_000) });
      await raise(later, aNotice());
      expect(await tested.notices.firstUntold()).toEqual(at);
      expect((await tested.notices.untold()).map(({ id }) => id).toSorted()).toEqual(['notice-1', 'notice-2']);
    });
  });
};
