import { recomputedDue } from './draft.js';
import { isTimedByRule } from './follow-rules.js';
import { homeIn, isSameHome } from './home.js';
import { replan, skip } from './reminder.js';
import type { Reminder } from './reminder.js';
import { leavesItsDay } from './timing.js';
import type { AllowedTimes } from './timing.js';

/** A due time never moves into the past: one that already came in the new zone is due now. */
const notBefore = (dueAt: Date, at: Date): Date => (dueAt < at ? at : dueAt);

const follow = (row: Reminder, allowed: AllowedTimes, at: Date): Reminder => {
  if (row.state !== 'planned' || isSameHome(row, allowed) || row.dueAt <= at) return row;
  const due = isTimedByRule(row) ? recomputedDue(row, allowed) : undefined;
  const { anywhereIn: _before, ...rest } = row;
  const there: Reminder = { ...rest, ...homeIn(allowed) };
  if (due !== undefined && leavesItsDay(row.timing, due.dueAt, allowed.zone)) return skip(there, 'QUIET_HOURS', at);
  return due === undefined ? there : replan(there, { dueAt: notBefore(due.dueAt, at), at, reason: 'ZONE_CHANGED' });
};

/** Rows as they are due where the client lives now; the very same list when nothing changes. */
export const inZone = (rows: readonly Reminder[], allowed: AllowedTimes, at: Date): readonly Reminder[] => {
  const moved = rows.map((row) => follow(row, allowed, at));
  return moved.some((row, index) => row !== rows[index]) ? moved : rows;
};
