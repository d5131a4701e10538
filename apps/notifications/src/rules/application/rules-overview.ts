import { Injectable } from '@nestjs/common';
import { localText } from '../../clinics/application/clinic-time.js';
import { RULE_BOUNDS, SHIPPED_RULES, WIDEST_HOURS } from '../../reminders/application/rules.js';
import type { ReminderRules, RulesInForce } from '../../reminders/application/rules.js';
import { digestText } from '../domain/difference.js';
import { ClinicRulesDesk, liveRules } from './clinic-rules-desk.js';
import { RuleBook } from './rule-book.js';
import type { ReplanCounts, Replanning, RuleVersion } from './rule-book.js';

/** How far the newest version has reached what waits. */
export interface ReplanningView {
  readonly version: number;
  /** What changed: the clinic's rules, or its settings (hours, closure days, holidays). */
  readonly of: 'rules' | 'settings';
  /** `running`: rows are being planned again. `late`: once more for who planned meanwhile. */
  readonly phase: Replanning['phase'];
  readonly at: Date;
  readonly counts: ReplanCounts;
  readonly lateRows: number;
  /** The same as the preview's where nothing changed in between; it is whole once the phase is not `running`. */
  readonly digest: string;
  /** Of the preview, as whoever applied it saw it; null where they did not say. */
  readonly foreseen: string | null;
}

/** With the time on the clinic's clocks, `YYYY-MM-DDTHH:MM`: the console knows no time zone. */
export interface RuleVersionView extends RuleVersion {
  readonly atLocal: string;
}

export interface RulesView extends RulesInForce {
  readonly shipped: ReminderRules;
  readonly bounds: typeof RULE_BOUNDS;
  readonly widestHours: typeof WIDEST_HOURS;
  /** Of the clinic's settings; rules can only narrow them. */
  readonly settingsHours: { readonly from: string; readonly to: string };
  readonly replanning: ReplanningView | null;
}

const viewOf = ({ to, before, phase, at, counts, lateRows, digest, foreseen }: Replanning): ReplanningView => ({
  ...{ version: to.version, of: before === undefined ? 'rules' : 'settings', phase, at, counts, lateRows },
  ...{ digest: digestText(digest), foreseen: foreseen ?? null },
});

/** What holds, what may be chosen, and what was chosen before. */
@Injectable()
export class RulesOverview {
  constructor(
    private readonly desk: ClinicRulesDesk,
    private readonly book: RuleBook,
  ) {}

  async of(clinicId: string): Promise<RulesView> {
    const [clinic, stored] = await Promise.all([this.desk.of(clinicId), this.book.replanningOf(clinicId)]);
    return {
      ...liveRules(clinic),
      ...{ shipped: SHIPPED_RULES.rules, bounds: RULE_BOUNDS, widestHours: WIDEST_HOURS },
      settingsHours: clinic.quietHours,
      replanning: stored === undefined ? null : viewOf(stored.replanning),
    };
  }

  async versionsOf(clinicId: string): Promise<readonly RuleVersionView[]> {
    const [{ zone }, versions] = await Promise.all([this.desk.of(clinicId), this.book.versionsOf(clinicId)]);
    return versions.map((version) => ({ ...version, atLocal: localText(version.at, zone) }));
  }
}
