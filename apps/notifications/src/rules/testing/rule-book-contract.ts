import { runOnce, type Transactions } from '@aftercare/messaging';
import { SHIPPED_RULES } from '../../reminders/application/rules.js';
import type { Replanning, RuleBook, RuleVersion } from '../application/rule-book.js';
import { freshReplanning } from '../application/settings-change.js';

interface Tested {
  readonly book: RuleBook;
  readonly transactions: Transactions;
}

const at = new Date('2027-03-01T10:00:00Z');

export const aReplanning = (more: Partial<Replanning> = {}): Replanning => ({
  ...freshReplanning({ clinicId: 'elm', from: SHIPPED_RULES, to: { ...SHIPPED_RULES, version: 1 }, at }),
  ...more,
});

const aVersion = (number: number, clinicId = 'elm'): RuleVersion => ({
  ...{ clinicId, number, basedOn: number - 1, rules: SHIPPED_RULES.rules },
  ...{ by: 'account-1', at, previewId: `preview-${String(number)}` },
});

/** What applying and planning again rely on. `make` gives an empty book. */
export const describeRuleBookContract = (name: string, make: () => Promise<Tested>): void => {
  describe(`the contract of the book of rules: ${name}`, () => {
    let tested: Tested;
    beforeEach(async () => {
      tested = await make();
    });
    const add = (...all: readonly RuleVersion[]) =>
      runOnce(tested.transactions, async ({ writes }) => {
        for (const one of all) tested.book.add(one, writes);
      });
    const put = (replanning: Replanning, readVersion?: number) =>
      runOnce(tested.transactions, async ({ writes }) => {
        tested.book.putReplanning(replanning, readVersion, writes);
      });

    it('gives the versions of a clinic back, the newest first, and no other clinic sees them', async () => {
      await add(aVersion(1), aVersion(1, 'oak'));
      await add(aVersion(2));
      expect(await tested.book.versionsOf('elm')).toEqual([aVersion(2), aVersion(1)]);
      expect(await tested.book.versionsOf('ash')).toEqual([]);
    });

    it('takes a number once', async () => {
      await add(aVersion(1));
      await expect(add({ ...aVersion(1), by: 'account-2' })).rejects.toThrow();
      expect(await tested.book.versionsOf('elm')).toEqual([aVersion(1)]);
    });

    it('keeps how far a change came, and refuses who read an older state', async () => {
      expect(await tested.book.replanningOf('elm')).toBeUndefined();
      await put(aReplanning());
      const first = await tested.book.replanningOf('elm');
      expect(first?.replanning).toEqual(aReplanning());
      await put(aReplanning({ phase: 'late', notBeforeMs: 7 }), first?.version);
      await expect(put(aReplanning({ phase: 'done' }), first?.version)).rejects.toThrow();
      expect((await tested.book.replanningOf('elm'))?.replanning.phase).toBe('late');
    });

    it('tells of every change that is not done when its next sitting may begin', async () => {
      await put(aReplanning());
      await put(aReplanning({ clinicId: 'oak', phase: 'late', notBeforeMs: 1_800_000_010_000 }));
      await put(aReplanning({ clinicId: 'ash', phase: 'done' }));
      const unfinished = await tested.book.unfinished();
      expect(unfinished.toSorted((one, other) => one.clinicId.localeCompare(other.clinicId))).toEqual([
        { clinicId: 'elm', phase: 'running', at, notBeforeMs: aReplanning().notBeforeMs },
        { clinicId: 'oak', phase: 'late', at, notBeforeMs: 1_800_000_010_000 },
      ]);
    });
  });
};
