import { ClinicStore } from '../application/clinic-directory.js';
import type { ClinicRules, ClinicWords, RulesInForce, SettingsInForce } from '../application/ports.js';

/** What scheduling tells, with what is the clinic's own here. */
const withOwn = (
  { words: _words, reminders: _reminders, ...told }: ClinicRules,
  known: ClinicRules | undefined,
): ClinicRules => ({
  ...told,
  ...(known?.words === undefined ? {} : { words: known.words }),
  ...(known?.reminders === undefined ? {} : { reminders: known.reminders }),
});

export class InMemoryClinicStore extends ClinicStore {
  private readonly clinics = new Map<string, ClinicRules>();
  private readonly before = new Map<string, ClinicRules>();

  override async find(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return [...new Set(clinicIds)].flatMap((clinicId) => this.clinics.get(clinicId) ?? []);
  }

  override async keep(rules: readonly ClinicRules[]): Promise<void> {
    for (const one of rules) {
      const known = this.clinics.get(one.clinicId);
      if ((known?.version ?? -Infinity) >= one.version) continue;
      this.clinics.set(one.clinicId, withOwn(one, known));
      if (known !== undefined && !this.before.has(one.clinicId)) this.before.set(one.clinicId, known);
    }
  }

  override async settingsBefore(clinicId: string): Promise<SettingsInForce | undefined> {
    const before = this.before.get(clinicId);
    if (before === undefined) return undefined;
    const { version, zone, quietHours, closureDays, holidayRegion } = before;
    return { version, zone, quietHours, closureDays, holidayRegion };
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
