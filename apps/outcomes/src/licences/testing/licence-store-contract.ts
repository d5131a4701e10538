import { runOnce, type Transactions } from '@aftercare/messaging';
import type { LicenceStore, Licences } from '../application/ports.js';
import { aLicence, someWords } from './a-licence.js';

interface Tested {
  readonly licences: LicenceStore;
  readonly transactions: Transactions;
}

const AT = new Date('2027-01-04T09:00:00Z');
const held = (clinicId: string, more: Partial<Licences> = {}): Licences => ({
  clinicId,
  attestations: [{ ...aLicence(), attestedBy: 'ana', attestedAt: AT }],
  texts: [{ ...someWords(), broughtBy: 'ana', broughtAt: AT }],
  quarterly: { set: 'midas', since: AT },
  ...more,
});

/** What planning and pages rely on. `make` gives an empty store. */
export const describeLicenceStoreContract = (name: string, make: () => Promise<Tested>): void => {
  describe(`the contract of licences: ${name}`, () => {
    let tested: Tested;
    beforeEach(async () => {
      tested = await make();
    });
    const put = (...all: readonly Licences[]) =>
      runOnce(tested.transactions, async ({ writes }) =>
        all.forEach((one) => tested.licences.save(one, undefined, writes)),
      );

    it('gives back what was saved, to its own clinic only, and refuses whoever read an older version', async () => {
      await put(held('elm'));
      expect(await tested.licences.load('elm')).toMatchObject({ state: held('elm'), version: 1 });
      expect(await tested.licences.load('oak')).toBeUndefined();
      await expect(put(held('elm'))).rejects.toThrow('another writer was first');
    });

    it('answers for several clinics, each with its own, and leaves out who holds nothing', async () => {
      await put(held('elm'), held('oak'));
      expect((await tested.licences.many(['elm', 'ash'])).map(({ clinicId }) => clinicId)).toEqual(['elm']);
      expect(await tested.licences.many([])).toEqual([]);
    });

    it('names whose clients have to be gone through, and when the next ones are', async () => {
      const later = new Date('2027-03-01T00:00:00Z');
      await put(held('elm', { followAt: AT }), held('oak', { followAt: later }), held('ash'));
      expect(await tested.licences.due(AT)).toEqual(['elm']);
      expect(await tested.licences.nextDue()).toEqual(AT);
    });

    it('counts what it is given to save, so that nobody asks in vain when the next ones are due', async () => {
      const { saves } = tested.licences;
      await tested.licences.nextDue();
      expect(tested.licences.saves).toBe(saves);
      await put(held('elm', { followAt: AT }));
      expect(tested.licences.saves).toBeGreaterThan(saves);
    });
  });
};
