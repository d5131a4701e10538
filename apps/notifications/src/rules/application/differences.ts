import { rowsUnderRules } from '../../reminders/application/waiting-plans.js';
import type { ClinicPlaces, Reminder, RuleChange, WaitingPlan } from '../../reminders/application/waiting-plans.js';
import type { Difference } from '../domain/difference.js';

/** A row as it is stored and as it would be; `was` is absent for a new one. */
export interface ChangedRow {
  readonly was: Reminder | undefined;
  readonly row: Reminder;
}

/** What other rules do to a plan. Preview and apply both ask here and nowhere else, which is why they agree. */
export const changedRows = (plan: WaitingPlan, places: ClinicPlaces, change: RuleChange): readonly ChangedRow[] => {
  const stored = new Map(plan.rows.map((row) => [row.id, row]));
  return rowsUnderRules(plan, places, change).map((row) => ({ was: stored.get(row.id), row }));
};

const stateOf = ({ state, dueAt }: Reminder): Difference['to'] => ({ state, dueAt });

export const differenceOf = ({ was, row }: ChangedRow): Difference => ({
  reminderId: row.id,
  clientRef: row.clientRef,
  zone: row.zone,
  family: row.family,
  kind: row.kind,
  from: was === undefined ? null : stateOf(was),
  to: stateOf(row),
  reason: 'RULE_CHANGED',
});
