import { InMemoryTransactions } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { ClinicStore } from '../application/clinic-directory.js';
import type { ClinicRules, ClinicWords, RulesInForce, SenderOwners, SettingsInForce } from '../application/ports.js';

const CLINICS = 'clinic_rules';

interface Kept {
  readonly rules: ClinicRules;
  readonly before?: SettingsInForce;
  readonly formerSenders: readonly string[];
}

const settingsOf = ({ version, zone, quietHours, closureDays, holidayRegion }: ClinicRules): SettingsInForce => ({
  ...{ version, zone, quietHours, closureDays, holidayRegion },
});

/** What scheduling tells, with what is the clinic's own here. */
const withOwn = (
  { words: _words, reminders: _reminders, ...told }: ClinicRules,
  known: ClinicRules | undefined,
): ClinicRules => ({
  ...told,
  ...(known?.words === undefined ? {} : { words: known.words }),
  ...(known?.reminders === undefined ? {} : { reminders: known.reminders }),
});

const sendersBefore = ({ smsSender }: ClinicRules, known: Kept | undefined): readonly string[] =>
  known === undefined
    ? []
    : [...new Set([...known.formerSenders, known.rules.smsSender])].filter((one) => one !== '' && one !== smsSender);

const after = (told: ClinicRules, known: Kept | undefined): Kept => {
  const rules = withOwn(told, known?.rules);
  const formerSenders = sendersBefore(rules, known);
  return known === undefined
    ? { rules, formerSenders }
    : { rules, formerSenders, before: known.before ?? settingsOf(known.rules) };
};

export class InMemoryClinicStore extends ClinicStore {
  constructor(private readonly transactions = new InMemoryTransactions()) {
    super();
  }

  override async find(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return [...new Set(clinicIds)].flatMap((clinicId) => this.one(clinicId)?.state.rules ?? []);
  }

  override keep(rules: readonly ClinicRules[]): Promise<void> {
    return this.transactions.run(async ({ within, writes }) => {
      for (const one of rules) {
        const known = this.one(one.clinicId, within);
        if ((known?.state.rules.version ?? -Infinity) >= one.version) continue;
        this.put(after(one, known?.state), known?.version, writes);
      }
    });
  }

  override async settingsBefore(clinicId: string): Promise<SettingsInForce | undefined> {
    return this.one(clinicId)?.state.before;
  }

  override keepWords(clinicId: string, words: ClinicWords, readVersion: number): Promise<boolean> {
    return this.transactions.run(async ({ within, writes }) => {
      const known = this.one(clinicId, within);
      if (known === undefined || (known.state.rules.words?.version ?? 0) !== readVersion) return false;
      this.put({ ...known.state, rules: { ...known.state.rules, words } }, known.version, writes);
      return true;
    });
  }

  override async keepReminderRules(
    clinicId: string,
    reminders: RulesInForce,
    readVersion: number,
    given?: Transaction,
  ): Promise<boolean> {
    const keep = (within: Transaction, writes: UnitOfWork): boolean => {
      const known = this.one(clinicId, within);
      if (known === undefined || (known.state.rules.reminders?.version ?? 0) !== readVersion) return false;
      this.put({ ...known.state, rules: { ...known.state.rules, reminders } }, known.version, writes);
      return true;
    };
    if (given !== undefined) return keep(given, this.transactions.writesOf(given));
    return this.transactions.run(async ({ within, writes }) => keep(within, writes));
  }

  override async ownersOfSender(number: string): Promise<SenderOwners> {
    const all = this.transactions.states<Kept>(CLINICS).map(({ state }) => state);
    const present = all.find(({ rules }) => rules.smsSender === number)?.rules;
    const former = all.filter(({ formerSenders }) => formerSenders.includes(number)).map(({ rules }) => rules);
    return { ...(present === undefined ? {} : { present }), former };
  }

  private one(clinicId: string, within?: Transaction): Loaded<Kept> | undefined {
    return this.transactions.states<Kept>(CLINICS, within).find(({ id }) => id === clinicId);
  }

  private put(state: Kept, readVersion: number | undefined, writes: UnitOfWork): void {
    const { clinicId } = state.rules;
    writes.put(CLINICS, { clinicId, id: clinicId }, { state }, readVersion);
  }
}
