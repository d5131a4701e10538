import { recomputedDue, rowOf } from './draft.js';
import type { Draft } from './draft.js';
import { isMerged } from './merge.js';
import { isOpen, isUnderWay, replan, skip } from './reminder.js';
import type { Reminder } from './reminder.js';
import { isLeftToStaff, waitsForStaff } from './staff-acts.js';
import { nominalDue } from './timing.js';
import type { AllowedTimes } from './timing.js';

const mayMove = (row: Reminder): boolean =>
  (isOpen(row) || row.state === 'withdrawn') && !isLeftToStaff(row) && !waitsForStaff(row);

/** Compared with what it was last planned by: its first time stands from the beginning, whatever moved it since. */
const isForSameTime = (old: Reminder, fresh: Reminder, { zone }: AllowedTimes): boolean =>
  nominalDue(old.timing, zone).getTime() === fresh.firstDueAt.getTime();

/** It may go out as it is. Should it come back instead, the newer plan holds. */
const whileUnderWay = (old: Reminder, fresh: Reminder, allowed: AllowedTimes, at: Date): Reminder => {
  if (old.unwanted === undefined && isForSameTime(old, fresh, allowed)) return old;
  const { unwanted: _before, ...rest } = old;
  const { timing, notAfter, ruleVersion } = fresh;
  const entry = { at, to: old.state, reason: 'PLAN_CHANGED' };
  return {
    // What it is about stays: that is what the provider is asked for.
    ...{ ...rest, timing, notAfter, ruleVersion },
    ...(fresh.state === 'skipped' ? { unwanted: fresh.reason ?? 'TOO_LATE' } : { notBefore: fresh.dueAt }),
    history: [...old.history, entry],
  };
};

/** The same owed message with newer times: an open row moves, one that was withdrawn comes back, one that went out stays. */
const renew = (old: Reminder, fresh: Reminder, allowed: AllowedTimes, at: Date): Reminder => {
  if (isUnderWay(old)) return whileUnderWay(old, fresh, allowed, at);
  const { timing, notAfter, subject, ruleVersion } = fresh;
  const { unwanted: _unwanted, ...wanted } = old;
  // It may be owed for itself again, if the message that took it along does not arrive.
  if (isMerged(old)) return { ...wanted, timing, notAfter, subject };
  if (!mayMove(old)) return old;
  if (old.state === 'planned' && isForSameTime(old, fresh, allowed))
    return { ...wanted, timing, notAfter, subject, ruleVersion };
  const { notBefore: _notBefore, ...free } = wanted;
  const base: Reminder = { ...free, timing, notAfter, subject, ruleVersion };
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
