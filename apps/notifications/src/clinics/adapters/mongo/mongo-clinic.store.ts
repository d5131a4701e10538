import { sessionOf } from '@aftercare/messaging';
import type { Transaction } from '@aftercare/messaging';
import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { ClinicStore } from '../../application/clinic-directory.js';
import type { ClinicRules, ClinicWords, RulesInForce, SenderOwners, SettingsInForce } from '../../application/ports.js';
import { CLINIC_RULES } from './clinic-document.js';
import type { ClinicDocument } from './clinic-document.js';

/** Rules kept before there were regions say nothing about them. */
const rulesOf = ({ _id, settingsBefore: _before, formerSenders: _former, ...rules }: ClinicDocument): ClinicRules => ({
  ...rules,
  holidayRegion: kept(rules.holidayRegion),
});
const kept = (region: string | null | undefined): string | null => region ?? null;

/** Of the document as it was; nothing where there was none, or where the first ones are kept already. */
const SETTINGS_BEFORE = {
  $ifNull: [
    '$settingsBefore',
    {
      $cond: [
        { $gt: ['$version', null] },
        {
          version: '$version',
          zone: '$zone',
          quietHours: '$quietHours',
          closureDays: '$closureDays',
          holidayRegion: { $ifNull: ['$holidayRegion', null] },
        },
        '$$REMOVE',
      ],
    },
  ],
};

/** With the one that is replaced now; one that is taken up again is no former one. */
const formerSenders = (present: string): mongo.Document => ({
  $setDifference: [
    { $setUnion: [{ $ifNull: ['$formerSenders', []] }, { $ifNull: [['$smsSender'], []] }] },
    [{ $literal: present }, null, ''],
  ],
});

/** Values as they are: one that begins with a dollar is no expression. */
const literal = (fields: object): mongo.Document =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { $literal: value as unknown }]));

@Injectable()
export class MongoClinicStore extends ClinicStore implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.clinics.createIndex({ smsSender: 1 });
    await this.clinics.createIndex({ formerSenders: 1 }, { sparse: true });
  }

  override async find(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return (await this.clinics.find({ clinicId: { $in: [...clinicIds] } }).toArray()).map(rulesOf);
  }

  override async keep(rules: readonly ClinicRules[]): Promise<void> {
    for (const one of rules) {
      // Words and rules about notes are our own; an answer of scheduling never brings or takes any.
      const { clinicId, words: _words, reminders: _reminders, ...settings } = one;
      const older = { _id: clinicId, clinicId, version: { $lt: one.version } };
      const ofBefore = { settingsBefore: SETTINGS_BEFORE, formerSenders: formerSenders(one.smsSender) };
      const replacement = [{ $set: ofBefore }, { $set: literal(settings) }];
      try {
        await this.clinics.updateOne(older, replacement, { upsert: true });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // The id is there: with a newer version, or with an older one that came in at the same moment.
        await this.clinics.updateOne(older, replacement);
      }
    }
  }

  override async settingsBefore(clinicId: string): Promise<SettingsInForce | undefined> {
    const found = await this.clinics.findOne({ _id: clinicId, clinicId }, { projection: { settingsBefore: 1 } });
    return found?.settingsBefore;
  }

  override async ownersOfSender(number: string): Promise<SenderOwners> {
    const all = this.collections.system<ClinicDocument>(CLINIC_RULES, 'provider-callback');
    const found = await all.find({ $or: [{ smsSender: number }, { formerSenders: number }] }).toArray();
    const present = found.find(({ smsSender }) => smsSender === number);
    const former = found.filter((one) => one !== present).map(rulesOf);
    return { ...(present === undefined ? {} : { present: rulesOf(present) }), former };
  }

  override async keepWords(clinicId: string, words: ClinicWords, readVersion: number): Promise<boolean> {
    const asRead = readVersion === 0 ? { words: { $exists: false } } : { 'words.version': readVersion };
    const { modifiedCount } = await this.clinics.updateOne({ _id: clinicId, clinicId, ...asRead }, { $set: { words } });
    return modifiedCount === 1;
  }

  override async keepReminderRules(
    clinicId: string,
    reminders: RulesInForce,
    readVersion: number,
    within?: Transaction,
  ): Promise<boolean> {
    const asRead = readVersion === 0 ? { reminders: { $exists: false } } : { 'reminders.version': readVersion };
    const { modifiedCount } = await this.clinics.updateOne(
      { _id: clinicId, clinicId, ...asRead },
      { $set: { reminders } },
      within === undefined ? {} : { session: sessionOf(within) },
    );
    return modifiedCount === 1;
  }

  private get clinics() {
    return this.collections.of<ClinicDocument>(CLINIC_RULES);
  }
}
