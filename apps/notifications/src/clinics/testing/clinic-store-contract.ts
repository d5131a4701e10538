import { SHIPPED_RULES } from '../../reminders/application/rules.js';
import type { ClinicStore } from '../application/clinic-directory.js';
import type { ClinicRules } from '../application/ports.js';
import { aClinic } from './a-clinic.js';

const rules = (clinicId: string, changes: Partial<ClinicRules> = {}): ClinicRules =>
  aClinic({
    clinicId,
    smsSender: `+44207946${clinicId}`,
    staffContacts: { phones: ['+447700900009'], emails: [] },
    closureDays: ['2027-12-25'],
    holidayRegion: 'GB-ENG',
    ...changes,
  });

const describeSettings = (clinics: () => ClinicStore): void => {
  it('knows the settings that were replaced first, whatever came after them', async () => {
    await clinics().keep([rules('0001', { version: 2, quietHours: { from: '08:00', to: '19:00' } })]);
    expect(await clinics().settingsBefore('0001')).toBeUndefined();
    for (const version of [1, 2, 3, 4])
      await clinics().keep([rules('0001', { version, quietHours: { from: '10:00', to: '18:00' }, closureDays: [] })]);
    expect(await clinics().settingsBefore('0001')).toEqual({
      ...{ version: 2, zone: 'Europe/London', quietHours: { from: '08:00', to: '19:00' } },
      ...{ closureDays: ['2027-12-25'], holidayRegion: 'GB-ENG' },
    });
    expect(await clinics().settingsBefore('0009')).toBeUndefined();
  });

  it('keeps every word as it was told, also one that begins with a dollar', async () => {
    await clinics().keep([rules('0001', { alias: '$zone', phone: '' })]);
    expect(await clinics().find(['0001'])).toEqual([rules('0001', { alias: '$zone', phone: '' })]);
  });
};

const describeWords = (clinics: () => ClinicStore): void => {
  it("keeps the clinic's own words over everything that scheduling tells", async () => {
    const words = { version: 1, texts: [], signedOff: [] };
    await clinics().keep([rules('0001')]);
    expect(await clinics().keepWords('0001', words, 0)).toBe(true);
    await clinics().keep([rules('0001', { version: 2, alias: 'Oak Rooms' })]);
    expect(await clinics().find(['0001'])).toEqual([rules('0001', { version: 2, alias: 'Oak Rooms', words })]);
  });

  it('keeps what the clinic decided about its notes over everything that scheduling tells', async () => {
    const reminders = { version: 3, rules: SHIPPED_RULES.rules };
    await clinics().keep([rules('0001')]);
    expect(await clinics().keepReminderRules('0001', reminders, 0)).toBe(true);
    expect(await clinics().keepReminderRules('0001', { ...reminders, version: 4 }, 2)).toBe(false);
    await clinics().keep([rules('0001', { version: 2, alias: 'Oak Rooms' })]);
    expect(await clinics().find(['0001'])).toEqual([rules('0001', { version: 2, alias: 'Oak Rooms', reminders })]);
  });

  it('lets only one of two people change words that both have read', async () => {
    const [one, other] = [1, 1].map((version) => ({ version, texts: [], signedOff: [] }));
    await clinics().keep([rules('0001')]);
    if (one === undefined || other === undefined) throw new Error('two were made');
    const kept = await Promise.all([clinics().keepWords('0001', one, 0), clinics().keepWords('0001', other, 0)]);
    expect(kept.filter((was) => was)).toHaveLength(1);
    expect(await clinics().keepWords('0001', { ...one, version: 2 }, 0)).toBe(false);
    expect(await clinics().keepWords('0001', { ...one, version: 2 }, 1)).toBe(true);
    expect(await clinics().keepWords('0009', one, 0)).toBe(false);
  });
};

/** What the directory of clinics relies on. `make` gives an empty store. */
export const describeClinicStoreContract = (name: string, make: () => Promise<ClinicStore>): void => {
  describe(`the contract of kept clinics: ${name}`, () => {
    let clinics: ClinicStore;
    beforeEach(async () => {
      clinics = await make();
    });

    it('gives rules back as they were kept, and leaves out clinics that it does not know', async () => {
      await clinics.keep([rules('0001'), rules('0002')]);
      expect(await clinics.find(['0001', '0003'])).toEqual([rules('0001')]);
      expect((await clinics.find(['0001', '0002'])).map(({ clinicId }) => clinicId).sort()).toEqual(['0001', '0002']);
      expect(await clinics.find([])).toEqual([]);
    });

    it('replaces what it knows by newer words only, whatever their order', async () => {
      await clinics.keep([rules('0001', { version: 3, sendMode: 'staff' })]);
      await clinics.keep([rules('0001', { version: 2, sendMode: 'off' })]);
      await clinics.keep([rules('0001', { version: 3, sendMode: 'live' })]);
      expect(await clinics.find(['0001'])).toEqual([rules('0001', { version: 3, sendMode: 'staff' })]);
    });

    it('ends with the newest of many words that come at once', async () => {
      const versions = [1, 2, 3, 4, 5, 6, 7, 8];
      for (const clinicId of ['0001', '0002', '0003', '0004', '0005']) {
        await Promise.all(versions.map((version) => clinics.keep([rules(clinicId, { version })])));
        expect(await clinics.find([clinicId])).toEqual([rules(clinicId, { version: 8 })]);
      }
    });

    describeWords(() => clinics);
    describeSettings(() => clinics);

    it('knows who has a sender number and who gave it up', async () => {
      const gaveUp = (id: string) => rules(id, { version: 2, smsSender: `+44207946${id.slice(2)}09` });
      await clinics.keep([rules('0001'), rules('0002'), rules('0003', { smsSender: '+442079460002' })]);
      await clinics.keep([gaveUp('0003')]);
      expect(await clinics.ownersOfSender('+442079460002')).toEqual({
        present: rules('0002'),
        former: [gaveUp('0003')],
      });
      await clinics.keep([gaveUp('0002')]);
      const { present, former } = await clinics.ownersOfSender('+442079460002');
      expect(present).toBeUndefined();
      expect(former.map(({ clinicId }) => clinicId).sort()).toEqual(['0002', '0003']);
      expect(await clinics.ownersOfSender(gaveUp('0002').smsSender)).toEqual({ present: gaveUp('0002'), former: [] });
      expect(await clinics.ownersOfSender('+442079460007')).toEqual({ former: [] });
      expect(await clinics.find(['0002'])).toEqual([gaveUp('0002')]);
    });
  });
};
