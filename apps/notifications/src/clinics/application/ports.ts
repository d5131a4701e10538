import type { HolidayRegion, LocalDate, Weekday } from '@aftercare/kernel';
import type { RulesInForce } from '../../reminders/application/rules.js';
import type { ClinicWords } from '../../templates/application/ports.js';

export type { RulesInForce, SettingsInForce } from '../../reminders/application/rules.js';
export type { ClinicWords } from '../../templates/application/ports.js';

/** What the ledger needs to know of a clinic; a projection of scheduling's settings. */
export interface ClinicRules {
  readonly clinicId: string;
  readonly version: number;
  /** Neutral sender name, at most 15 characters. */
  readonly alias: string;
  readonly zone: string;
  readonly locale: string;
  readonly country: string;
  readonly phone: string;
  readonly emergencyNumber: string;
  readonly urgentNumber: string;
  /** E.164 sender number; each clinic has its own. */
  readonly smsSender: string;
  readonly emailFrom: string;
  readonly sendMode: 'off' | 'rehearsal' | 'staff' | 'live';
  readonly staffContacts: { readonly phones: readonly string[]; readonly emails: readonly string[] };
  /** In the client's zone, [from, to). */
  readonly quietHours: { readonly from: string; readonly to: string };
  readonly closureDays: readonly LocalDate[];
  /** Whose public holidays surveys and nudges keep off; null: nobody's. */
  readonly holidayRegion: HolidayRegion | null;
  readonly openDays: readonly Weekday[];
  /** What the clinic's people wrote and signed off themselves; ours, and untouched by what scheduling tells. Absent: nothing. */
  readonly words?: ClinicWords;
  /** What the clinic decided about its notes; ours like its words. Absent: as shipped. */
  readonly reminders?: RulesInForce;
}

/** A number outlives its clinic's use of it: texts under it stay on phones, and are answered. */
export interface SenderOwners {
  /** Whose sender it is. */
  readonly present?: ClinicRules;
  /** Who gave it up. */
  readonly former: readonly ClinicRules[];
}

export abstract class Clinics {
  /** Rules by clinic id; unknown ones are looked up at their owner and kept. */
  abstract rulesOf(clinicIds: readonly string[]): Promise<ReadonlyMap<string, ClinicRules>>;
  /**
   * Rules that may be some seconds old, for planning only: what was planned by them meanwhile is gone through again ten seconds after a
   * change, and when it is sent, `rulesOf` is asked.
   */
  recentRulesOf(clinicIds: readonly string[]): Promise<ReadonlyMap<string, ClinicRules>> {
    return this.rulesOf(clinicIds);
  }
  /** Who changed something of a clinic asks for it anew; other processes learn of it within seconds. */
  abstract forget(clinicId: string): void;
  /** Whom a text to `number` may be meant for. */
  abstract ownersOfSender(number: string): Promise<SenderOwners>;
}
