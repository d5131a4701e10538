import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { localText } from '../../clinics/application/clinic-time.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { checkedRules } from '../../reminders/application/rules.js';
import type { ReminderRules } from '../../reminders/application/rules.js';
import { WaitingPlans } from '../../reminders/application/waiting-plans.js';
import type {
  PlanPage,
  PlanPlace,
  Reminder,
  RuleChange,
  StoredPlan,
} from '../../reminders/application/waiting-plans.js';
import { authorOf } from '../../templates/application/clinic-wording.js';
import { SmsParts } from '../../templates/application/sms-parts.js';
import { digestText, NO_DIFFERENCES, withDifference } from '../domain/difference.js';
import type { Difference } from '../domain/difference.js';
import { ClinicRulesDesk, liveRules, previewIdOf } from './clinic-rules-desk.js';
import { changedRows, differenceOf } from './differences.js';
import type { ChangedRow } from './differences.js';
import { ExpectedWays } from './expected-ways.js';
import { Tally } from './tally.js';
import type { Forecast } from './tally.js';

export interface DifferencePage {
  readonly items: readonly Difference[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: PlanPlace;
}

export interface Preview extends Forecast {
  readonly previewId: string;
  /** Of the differences; the apply tells its own, and the two are the same where nothing changed in between. */
  readonly digest: string;
  readonly basedOn: number;
  /** The facts are those of this instant. Future bookings are not known. */
  readonly at: Date;
  /** On the clinic's clocks, `YYYY-MM-DDTHH:MM`. */
  readonly atLocal: string;
  readonly differences: DifferencePage & { readonly total: number };
}

export interface PreviewWish {
  readonly clinicId: string;
  readonly rules: ReminderRules;
  /** Differences to show. */
  readonly limit: number;
  /** Told each difference in order; for who wants all of them without holding them. */
  readonly onDifference?: (difference: Difference) => void;
}

/** Plans read at a time: what a preview holds does not grow with the clinic. */
const PAGE = 500;
const FIRST: PlanPlace = { of: 'booking' };

/** A page of plans with what the draft would change about each. */
interface Seen {
  readonly plan: StoredPlan;
  readonly changed: readonly ChangedRow[];
}

const placeOf = (stored: StoredPlan): PlanPlace => {
  switch (stored.of) {
    case 'booking':
      return { of: stored.of, after: { at: stored.plan.startsAt.toISOString(), id: stored.plan.bookingId } };
    case 'survey':
      return {
        of: stored.of,
        after: { at: stored.plan.times?.closesAt.toISOString() ?? '', id: stored.plan.surveyId },
      };
    case 'follow-up':
      return { of: stored.of, after: { at: stored.plan.dueOn ?? '', id: stored.plan.sessionId } };
  }
};

/** Plays changed rules over everything that waits at a clinic. Writes nothing. */
@Injectable()
export class PreviewRules {
  constructor(
    private readonly desk: ClinicRulesDesk,
    private readonly plans: WaitingPlans,
    private readonly ways: ExpectedWays,
    private readonly parts: SmsParts,
    private readonly clock: Clock,
  ) {}

  async execute({ clinicId, rules, limit, onDifference }: PreviewWish): Promise<Preview> {
    const clinic = await this.desk.of(clinicId);
    const change = this.changeTo(clinic, rules);
    const tally = new Tally(clinic.zone, change.at);
    const partsOf = this.parts.meterOf(authorOf(clinic), clinic.words);
    const list = new DifferenceList(limit);
    let digest = NO_DIFFERENCES;
    for await (const seen of this.seen(clinic, change, FIRST)) {
      await this.count(seen, tally, partsOf);
      for (const { plan, changed } of seen) {
        const differences = changed.map(differenceOf);
        for (const one of differences) {
          digest = withDifference(digest, one);
          onDifference?.(one);
        }
        list.add(plan, differences);
      }
    }
    return {
      ...{
        previewId: previewIdOf(clinic, rules),
        digest: digestText(digest),
        basedOn: change.from.version,
        at: change.at,
        atLocal: localText(change.at, clinic.zone),
      },
      ...tally.read(),
      differences: { ...list.read(), total: digest.rows },
    };
  }

  /** One more page of the list, from where the last one ended. */
  async differences(wish: PreviewWish & { readonly place: PlanPlace }): Promise<DifferencePage> {
    const clinic = await this.desk.of(wish.clinicId);
    const list = new DifferenceList(wish.limit);
    for await (const seen of this.seen(clinic, this.changeTo(clinic, wish.rules), wish.place)) {
      for (const { plan, changed } of seen) list.add(plan, changed.map(differenceOf));
      if (list.isFull) break;
    }
    return list.read();
  }

  private changeTo(clinic: ClinicRules, rules: ReminderRules): RuleChange {
    const from = liveRules(clinic);
    return { from, to: { version: from.version + 1, rules: checkedRules(rules) }, at: this.clock.now() };
  }

  private async *seen(clinic: ClinicRules, change: RuleChange, from: PlanPlace): AsyncGenerator<readonly Seen[]> {
    for (let place: PlanPlace | undefined = from; place !== undefined;) {
      const query = { clinicId: clinic.clinicId, place, now: change.at, limit: PAGE };
      const { plans, next }: PlanPage = await this.plans.page(query);
      const places = { before: clinic, after: clinic };
      yield plans.map((plan) => ({ plan, changed: changedRows(plan, places, change) }));
      place = next;
    }
  }

  private async count(seen: readonly Seen[], tally: Tally, partsOf: ReturnType<SmsParts['meterOf']>): Promise<void> {
    const rows = seen.flatMap(({ plan, changed }) => pairsOf(plan, changed));
    const wayOf = await this.ways.of(rows.flatMap(([was, is]) => was ?? is ?? []));
    const counted = (row: Reminder | undefined) =>
      row && { row, way: wayOf(row), parts: partsOf({ kind: row.kind, instrument: row.subject.instrument }) };
    for (const [was, is] of rows) tally.add(counted(was), counted(is));
  }
}

const waiting = (row: Reminder | undefined): Reminder | undefined => (row?.state === 'planned' ? row : undefined);

/** Every row that waits before or after, as it is and as it would be. */
const pairsOf = (
  plan: StoredPlan,
  changed: readonly ChangedRow[],
): readonly (readonly [Reminder | undefined, Reminder | undefined])[] => {
  const next = new Map(changed.map(({ row }) => [row.id, row]));
  const stored = plan.rows.map((row) => [waiting(row), waiting(next.get(row.id) ?? row)] as const);
  const fresh = changed.flatMap(({ was, row }) => (was === undefined ? [[undefined, waiting(row)] as const] : []));
  return [...stored, ...fresh].filter(([was, is]) => was !== undefined || is !== undefined);
};

/** The first differences, and where the next begin. A plan's stand together. */
class DifferenceList {
  private readonly items: Difference[] = [];
  private last: PlanPlace | undefined;
  private hasMore = false;

  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.hasMore;
  }

  add(plan: StoredPlan, differences: readonly Difference[]): void {
    if (differences.length === 0 || this.hasMore) return;
    if (this.items.length >= this.limit) {
      this.hasMore = true;
      return;
    }
    this.items.push(...differences);
    this.last = placeOf(plan);
  }

  read(): DifferencePage {
    return { items: this.items, ...(this.hasMore && this.last !== undefined ? { next: this.last } : {}) };
  }
}
