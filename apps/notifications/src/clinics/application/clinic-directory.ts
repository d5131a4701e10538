import type { Transaction } from '@aftercare/messaging';
import type { ClinicRules, ClinicWords, RulesInForce, SenderOwners, SettingsInForce } from './ports.js';

/** The owner of clinic settings. */
export abstract class ClinicOwner {
  abstract lookUp(clinicIds: readonly string[]): Promise<readonly ClinicRules[]>;
}

/** The kept projection; an older version never replaces a newer one. What the clinic's people wrote stays with it. */
export abstract class ClinicStore {
  abstract find(clinicIds: readonly string[]): Promise<readonly ClinicRules[]>;
  abstract keep(rules: readonly ClinicRules[]): Promise<void>;
  /** The settings that `keep` replaced first, kept for ever: what was planned by then followed them. Undefined: none was replaced yet. */
  abstract settingsBefore(clinicId: string): Promise<SettingsInForce | undefined>;
  abstract ownersOfSender(number: string): Promise<SenderOwners>;
  /** Replaces the clinic's words where they still have the version that was read (0: there were none). */
  abstract keepWords(clinicId: string, words: ClinicWords, readVersion: number): Promise<boolean>;
  /** The same for what the clinic decided about its notes (0: as shipped). */
  abstract keepReminderRules(
    clinicId: string,
    reminders: RulesInForce,
    readVersion: number,
    within?: Transaction,
  ): Promise<boolean>;
}
