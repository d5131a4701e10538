import type { TextVersion, TextVersions } from '../application/text-versions.js';

const aVersion = (changes: Partial<TextVersion> = {}): TextVersion => ({
  clinicId: 'elm',
  text: 'A2',
  language: 'de',
  version: 1,
  sms: '{alias}: bis {visit}. {link}',
  subject: '{visitLongDay}',
  by: 'account-1',
  at: new Date('2027-05-01T08:00:00Z'),
  ...changes,
});

/** What saving and switching texts rely on. `make` gives an empty store. */
export const describeTextVersionsContract = (name: string, make: () => Promise<TextVersions>): void => {
  describe(`the contract of saved texts: ${name}`, () => {
    let versions: TextVersions;
    beforeEach(async () => {
      versions = await make();
    });

    it('keeps every version as it was saved, the newest first', async () => {
      for (const version of [1, 2, 3]) await versions.add(aVersion({ version }));
      expect((await versions.historyOf(aVersion())).map(({ version }) => version)).toEqual([3, 2, 1]);
      expect(await versions.one(aVersion(), 2)).toEqual(aVersion({ version: 2 }));
      expect(await versions.one(aVersion(), 4)).toBeUndefined();
    });

    it('gives a number to one writer only', async () => {
      const added = await Promise.all([1, 2, 3, 4].map((n) => versions.add(aVersion({ by: `account-${n}` }))));
      expect(added.filter((was) => was)).toHaveLength(1);
      expect(await versions.historyOf(aVersion())).toHaveLength(1);
    });

    it('tells the newest of each text and language, of one clinic only', async () => {
      await versions.add(aVersion());
      await versions.add(aVersion({ version: 2 }));
      await versions.add(aVersion({ text: 'F1' }));
      await versions.add(aVersion({ language: 'pl' }));
      await versions.add(aVersion({ clinicId: 'oak', version: 1 }));
      const newest = await versions.newestOf('elm');
      expect(newest.map(({ text, language, version }) => `${text}/${language}/${version}`).toSorted()).toEqual([
        'A2/de/2',
        'A2/pl/1',
        'F1/de/1',
      ]);
      expect(await versions.historyOf(aVersion({ clinicId: 'birch' }))).toEqual([]);
    });
  });
};
