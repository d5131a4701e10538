import { isOpen } from './reminder.js';
import type { HistoryEntry, Reminder } from './reminder.js';
import { isStepOn } from './rules.js';
import type { RulesInForce } from './rules.js';
import { isLeftToStaff } from './staff-acts.js';

/** One set of rules in place of another, at an instant. */
export interface RuleChange {
  readonly from: RulesInForce;
  readonly to: RulesInForce;
  readonly at: Date;
  /** Versions of the clinic's settings, where these changed and not the rules. */
  readonly settings?: { readonly from: number; readonly to: number };
}

/** What a subject owes by the rules before and after, as rows that were never stored. */
export interface OwedRows {
  readonly before: readonly Reminder[];
  readonly after: readonly Reminder[];
  /** The client may be written to about a visit at this very moment. */
  readonly isOpenNow: boolean;
}

const BY_RULE: readonly (string | undefined)[] = [
  undefined,
  'QUIET_HOURS',
  'CLOSED_DAY',
  'ZONE_CHANGED',
  'PLAN_CHANGED',
  'RULE_CHANGED',
  'CLINIC_CHANGED',
];

/** Moved by the rules themselves; what a cap, a deferral or a person chose stays and is judged again when it comes. */
export const isTimedByRule = ({ reason }: Pick<Reminder, 'reason'>): boolean => BY_RULE.includes(reason);

const noteOf = ({ from, to, settings }: RuleChange): string =>
  settings === undefined ? `rules ${from.version} -> ${to.version}` : `settings ${settings.from} -> ${settings.to}`;

const same = (one: Reminder, other: Reminder): boolean =>
  one.dueAt.getTime() === other.dueAt.getTime() &&
  one.notAfter.getTime() === other.notAfter.getTime() &&
  JSON.stringify(one.timing) === JSON.stringify(other.timing);

/** Owed, and not at a time that lies behind: nothing jumps out because a rule says that it should have left yesterday. */
const isAhead = (row: Reminder | undefined, at: Date): row is Reminder => row?.state === 'planned' && row.dueAt > at;

const moved = (row: Reminder, to: Reminder, change: RuleChange): Reminder => {
  const { timing, notAfter, ruleVersion, dueAt } = to;
  const reason = change.settings === undefined ? 'RULE_CHANGED' : 'CLINIC_CHANGED';
  const entry: HistoryEntry = { at: change.at, to: 'planned', reason, dueAt, note: noteOf(change) };
  const { unwanted: _unwanted, notBefore: _notBefore, ...rest } = row;
  return {
    ...rest,
    ...{ timing, notAfter, ruleVersion, dueAt, state: 'planned', reason },
    history: [...row.history, entry],
  };
};

const dropped = (row: Reminder, change: RuleChange): Reminder => {
  const entry: HistoryEntry = { at: change.at, to: 'withdrawn', reason: 'RULE_CHANGED', note: noteOf(change) };
  return { ...row, state: 'withdrawn', reason: 'RULE_CHANGED', history: [...row.history, entry] };
};

const added = (row: Reminder, change: RuleChange): Reminder => ({
  ...row,
  history: row.history.map((entry, index) => (index === 0 ? { ...entry, at: change.at, note: noteOf(change) } : entry)),
});

/**
 * A reminder of a visit goes earlier and never later: where the clinic's new hours end before the time at which it would leave, and the
 * evening that they leave it is over, it leaves while they last.
 */
const isOwedNow = (after: Reminder, change: RuleChange): boolean =>
  change.settings !== undefined &&
  after.state === 'planned' &&
  after.dueAt <= change.at &&
  (after.timing.rule === 'days-before' || after.timing.rule === 'hours-before');

const waitsByRule = (row: Reminder, at: Date): boolean =>
  row.state === 'planned' && row.dueAt > at && isTimedByRule(row);

/**
 * Where the time of a waiting row differs by the new rules, and is ahead, it is taken. The rules in between may not have spoken of it
 * (booked too late for their step, and left as the rules before them owed it); these do.
 */
const withTime = (row: Reminder, { before, after, isOpenNow }: ByRules, change: RuleChange): Reminder => {
  if (after === undefined || !waitsByRule(row, change.at)) return row;
  if ((before !== undefined && same(before, after)) || same(row, after)) return row;
  if (isOpenNow && isOwedNow(after, change)) return moved(row, { ...after, dueAt: change.at }, change);
  return isAhead(after, change.at) ? moved(row, after, change) : row;
};

/** The same message by both rules; absent where they do not speak of it. */
interface ByRules {
  readonly before: Reminder | undefined;
  readonly after: Reminder | undefined;
  readonly isOpenNow: boolean;
}

/** What rules dropped comes back only where these owe it and the ones before did not. */
const restored = (row: Reminder, { before, after }: ByRules, change: RuleChange): Reminder =>
  before?.state !== 'planned' && isAhead(after, change.at) ? moved(row, after, change) : row;

const follow = (row: Reminder, byRules: ByRules, change: RuleChange): Reminder => {
  if (row.state === 'withdrawn' && row.reason === 'RULE_CHANGED') return restored(row, byRules, change);
  if (!isOpen(row) || isLeftToStaff(row)) return row;
  if (isStepOn(row, change.from) && !isStepOn(row, change.to)) return dropped(row, change);
  return withTime(row, byRules, change);
};

/**
 * The rows of one subject that other rules change, and the new ones that they owe. What is the same by both rules is left as it is,
 * so rules that change nothing change no row, and a change that was carried out already changes nothing more.
 */
export const followRules = (rows: readonly Reminder[], owed: OwedRows, change: RuleChange): readonly Reminder[] => {
  const before = new Map(owed.before.map((row) => [row.id, row]));
  const after = new Map(owed.after.map((row) => [row.id, row]));
  const changed = rows.flatMap((row) => {
    const byRules = { before: before.get(row.id), after: after.get(row.id), isOpenNow: owed.isOpenNow };
    const next = follow(row, byRules, change);
    return next === row ? [] : [next];
  });
  const known = new Set(rows.map(({ id }) => id));
  const isNew = (row: Reminder): boolean =>
    !known.has(row.id) && before.get(row.id)?.state !== 'planned' && isAhead(row, change.at);
  return [...changed, ...owed.after.filter(isNew).map((row) => added(row, change))];
};
