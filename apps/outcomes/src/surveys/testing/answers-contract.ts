import { runOnce } from '@aftercare/messaging';
import type { Transactions } from '@aftercare/messaging';
import { describeKept } from '@aftercare/testing/stores';
import type { AnswerSheet, AnswerSheets, AnswerVault } from '../application/ports.js';

interface AnswerSheetsUnderTest {
  readonly sheets: AnswerSheets;
  readonly transactions: Transactions;
}

export const aSheet = (clinicId: string, surveyId: string, revision = 1): AnswerSheet => ({
  surveyId,
  clinicId,
  clientRef: 'client-1',
  parts: [{ part: 'ps', revision, sealed: 'sealed', savedAt: new Date('2027-05-12T10:00:00Z'), by: 'browser' }],
  windowDays: undefined,
  since: undefined,
});

/** What saving and counting answers relies on. `make` gives an empty store. */
export const describeAnswerSheetsContract = (name: string, make: () => Promise<AnswerSheetsUnderTest>): void => {
  describe(`the contract of answer sheets: ${name}`, () => {
    let tested: AnswerSheetsUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    describeKept<AnswerSheet>(() => ({
      transactions: tested.transactions,
      state: ({ clinicId, id }, mark) => aSheet(clinicId, id, mark),
      load: (key, within) => tested.sheets.load(key, within),
      save: (sheet, expected, writes) => tested.sheets.save(sheet, expected, writes),
    }));

    it('finds all sheets of one clinic', async () => {
      await runOnce(tested.transactions, async ({ writes }) => {
        for (const sheet of [aSheet('elm', 'a'), aSheet('elm', 'b'), aSheet('oak', 'c')])
          tested.sheets.save(sheet, undefined, writes);
      });
      expect((await tested.sheets.ofClinic('elm')).map(({ surveyId }) => surveyId).sort()).toEqual(['a', 'b']);
      expect(await tested.sheets.ofClinic('ash')).toEqual([]);
    });
  });
};

const ada = { clinicId: 'elm', id: 'ada' };

/** What whoever keeps answers relies on. */
export const describeAnswerVaultContract = (name: string, make: () => Promise<AnswerVault>): void => {
  describe(`the contract of the answer vault: ${name}`, () => {
    let vault: AnswerVault;
    beforeEach(async () => {
      vault = await make();
    });

    it('opens what it sealed, in the order asked for, and shows nothing of it before', async () => {
      const one = { field: 'one', sealed: await vault.seal(ada, 'one', 'my head hurts') };
      const two = { field: 'two', sealed: await vault.seal(ada, 'two', '') };
      expect(one.sealed).not.toMatch(/head/u);
      await expect(vault.openAll(ada, [two, one, two])).resolves.toEqual(['', 'my head hurts', '']);
      await expect(vault.openAll(ada, [])).resolves.toEqual([]);
    });

    it('opens nothing in another place: another field, another client, another clinic', async () => {
      const bob = { clinicId: 'elm', id: 'bob' };
      const foreign = { clinicId: 'oak', id: 'ada' };
      const sealed = await vault.seal(ada, 'one', 'text');
      for (const client of [bob, foreign]) {
        await vault.seal(client, 'one', 'a text of their own');
        await expect(vault.openAll(client, [{ field: 'one', sealed }])).rejects.toThrow();
      }
      await expect(vault.openAll(ada, [{ field: 'two', sealed }])).rejects.toThrow();
    });
  });
};
