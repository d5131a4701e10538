import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import type { WaitingPlan } from '../domain/owed-by-plan.js';
import type { Reminder } from '../domain/reminder.js';

export { rowsUnderRules } from '../domain/owed-by-plan.js';
export type { ClinicPlaces, WaitingPlan } from '../domain/owed-by-plan.js';
export type { RuleChange } from '../domain/follow-rules.js';
export type { Reminder } from '../domain/reminder.js';

/** In the order in which they are gone through. */
export const PLAN_SUBJECTS = ['booking', 'survey', 'follow-up'] as const;
export type PlanSubject = (typeof PLAN_SUBJECTS)[number];

/** The place after which a reading goes on; plain data, so that it can be kept. */
export interface PlanPlace {
  readonly of: PlanSubject;
  /** Of the last plan read; absent: from the first of its kind. */
  readonly after?: { readonly at: string; readonly id: string };
}

export type StoredPlan = WaitingPlan & { readonly version: number };

export interface PlanPage {
  readonly plans: readonly StoredPlan[];
  /** Absent: that was all. */
  readonly next?: PlanPlace;
}

/** Everything of a clinic that may still owe something, page by page in a steady order: visits ahead, open forms, due next visits. */
export abstract class WaitingPlans {
  abstract page(
    query: { readonly clinicId: string; readonly place: PlanPlace; readonly now: Date; readonly limit: number },
    within?: Transaction,
  ): Promise<PlanPage>;
  /**
   * Writes rows of a plan. One that owes more than before, or again, is written itself as well: whoever plans the same subject
   * at this moment has not seen that row.
   */
  abstract put(plan: StoredPlan, rows: readonly Reminder[], work: UnitOfWork): void;
}

/** Is a row new, or owed again? */
export const owesMore = ({ rows: before }: StoredPlan, rows: readonly Reminder[]): boolean => {
  const ended = new Set(before.filter(({ state }) => state === 'withdrawn').map(({ id }) => id));
  return rows.some((row) => row.version === 0 || (ended.has(row.id) && row.state === 'planned'));
};
