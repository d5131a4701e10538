import { recomputedDue, rowOf } from './draft.js';
import type { Draft } from './draft.js';
import { isMerged } from './merge.js';
import { isOpen, replan, skip } from './reminder.js';
import type { Reminder } from './reminder.js';
import { isLeftToStaff } from './staff-acts.js';
import type { AllowedTimes } from './timing.js';

const mayMove = (row: Reminder): boolean => (isOpen(row) || row.state === 'withdrawn') && !isLeftToStaff(row);

/** The same owed message with newer times: an open row moves, one that was withdrawn comes back, one that went out stays. */
const renew = (old: Reminder, fresh: Reminder, allowed: AllowedTimes, at: Date): Reminder => {
  // It may be owed for itself again, if the message that took it along does not arrive.
  if (isMerged(old)) return { ...old, timing: fresh.timing, notAfter: fresh.notAfter, subject: fresh.subject };
  if (!mayMove(old)) return old;
  const same = old.state === 'planned' && old.firstDueAt.getTime() === fresh.firstDueAt.getTime();
  const { timing, notAfter, subject, ruleVersion } = fresh;
  const base: Reminder = { ...old, timing, notAfter, subject, ruleVersion };
  if (same) return base;
  if (fresh.state === 'skipped') return skip(base, fresh.reason ?? 'TOO_LATE', at);
  return replan(base, { dueAt: recomputedDue(base, allowed)?.dueAt ?? base.dueAt, at, reason: 'PLAN_CHANGED' });
};

/** Planned at this very instant and not looked at since. */
const isOfThisInstant = ({ state, history }: Reminder, at: Date): boolean =>
  state === 'planned' && history.every((entry) => entry.to === 'planned' && entry.at.getTime() === at.getTime());

/**
 * Two facts of one instant come in any order, and the plan that stands is that of the last: nobody could have seen the one in between,
 * so the ledger tells of one plan, whichever came first.
 */
const instead = ({ version, traceparent }: Reminder, fresh: Reminder): Reminder => ({
  ...fresh,
  version,
  ...(traceparent === undefined ? {} : { traceparent }),
});

/** Joins what a rule wants now with what the ledger has; nothing that it has is lost. */
export const joinRows = (
  rows: readonly Reminder[],
  drafts: readonly Draft[],
  context: { readonly allowed: AllowedTimes; readonly at: Date },
): readonly Reminder[] => {
  const wanted = new Map(drafts.map((draft) => rowOf(draft, context)).map((row) => [row.id, row]));
  const kept = rows.map((row) => {
    const fresh = wanted.get(row.id);
    wanted.delete(row.id);
    if (fresh === undefined) return row;
    return isOfThisInstant(row, context.at) ? instead(row, fresh) : renew(row, fresh, context.allowed, context.at);
  });
  return [...kept, ...wanted.values()];
};
