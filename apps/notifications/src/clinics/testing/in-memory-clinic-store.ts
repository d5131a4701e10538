import { ClinicStore } from '../application/clinic-directory.js';
import type { ClinicRules, ClinicWords, RulesInForce } from '../application/ports.js';

export class InMemoryClinicStore extends ClinicStore {
  private readonly clinics = new Map<string, ClinicRules>();

  override async find(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return [...new Set(clinicIds)].flatMap((clinicId) => this.clinics.get(clinicId) ?? []);
  }

  override async keep(rules: readonly ClinicRules[]): Promise<void> {
    for (const { words: _words, reminders: _reminders, ...one } of rules) {
      const known = this.clinics.get(one.clinicId);
      const words = {
        ...(known?.words === undefined ? {} : { words: known.words }),
        ...(known?.reminders === undefined ? {} : { reminders: known.reminders }),
      };
      if ((known?.version ?? -Infinity) < one.version) this.clinics.set(one.clinicId, { ...one, ...words });
    }
  }

  override async keepWords(clinicId: string, words: ClinicWords, readVersion: number): Promise<boolean> {
    const known = this.clinics.get(clinicId);
    if (known === undefined || (known.words?.version ?? 0) !== readVersion) return false;
    this.clinics.set(clinicId, { ...known, words });
    return true;
  }

  override async keepReminderRules(clinicId: string, reminders: RulesInForce, readVersion: number): Promise<boolean> {
    const known = this.clinics.get(clinicId);
    if (known === undefined || (known.reminders?.version ?? 0) !== readVersion) return false;
    this.clinics.set(clinicId, { ...known, reminders });
    return true;
  }

  override async findBySmsSender(number: string): Promise<ClinicRules | undefined> {
    return [...this.clinics.values()].find(({ smsSender }) => smsSender === number);
  }
}
