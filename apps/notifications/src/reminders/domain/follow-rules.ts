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
}

/** What a subject owes by the rules before and after, as rows that were never stored. */
export interface OwedRows {
  readonly before: readonly Reminder[];
  readonly after: readonly Reminder[];
}

/** Moved by the rules themselves; what a cap, a deferral or a person chose stays and is judged again when it comes. */
const BY_RULE: readonly (string | undefined)[] = [
  undefined,
  'QUIET_HOURS',
  'CLOSED_DAY',
  'ZONE_CHANGED',
  'PLAN_CHANGED',
  'RULE_CHANGED',
];

const noteOf = ({ from, to }: RuleChange): string => `rules ${from.version} -> ${to.version}`;

const same = (one: Reminder, other: Reminder): boolean =>
  one.dueAt.getTime() === other.dueAt.getTime() &&
  one.notAfter.getTime() === other.notAfter.getTime() &&
  JSON.stringify(one.timing) === JSON.stringify(other.timing);

/** Owed, and not at a time that lies behind: nothing jumps out because a rule says that it should have left yesterday. */
const isAhead = (row: Reminder | undefined, at: Date): row is Reminder => row?.state === 'planned' && row.dueAt > at;

const moved = (row: Reminder, to: Reminder, change: RuleChange): Reminder => {
  const { timing, notAfter, ruleVersion, dueAt } = to;
  const entry: HistoryEntry = { at: change.at, to: 'planned', reason: 'RULE_CHANGED', dueAt, note: noteOf(change) };
  return {
    ...row,
    ...{ timing, notAfter, ruleVersion, dueAt, state: 'planned', reason: 'RULE_CHANGED' },
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

/** Where the time of a waiting row differs by the new rules, and is ahead, it is taken. */
const withTime = (row: Reminder, [before, after]: readonly [Reminder, Reminder], change: RuleChange): Reminder => {
  if (row.state !== 'planned' || row.dueAt <= change.at || !BY_RULE.includes(row.reason)) return row;
  return same(before, after) || same(row, after) || !isAhead(after, change.at) ? row : moved(row, after, change);
};

/** The same message by both rules; absent where they do not speak of it. */
interface ByRules {
  readonly before: Reminder | undefined;
  readonly after: Reminder | undefined;
}

/** What rules dropped comes back only where these owe it and the ones before did not. */
const restored = (row: Reminder, { before, after }: ByRules, change: RuleChange): Reminder =>
  before?.state !== 'planned' && isAhead(after, change.at) ? moved(row, after, change) : row;

const follow = (row: Reminder, { before, after }: ByRules, change: RuleChange): Reminder => {
  if (row.state === 'withdrawn' && row.reason === 'RULE_CHANGED') return restored(row, { before, after }, change);
  if (!isOpen(row) || isLeftToStaff(row)) return row;
  if (isStepOn(row, change.from) && !isStepOn(row, change.to)) return dropped(row, change);
  return before === undefined || after === undefined ? row : withTime(row, [before, after], change);
};

/**
 * The rows of one subject that other rules change, and the new ones that they owe. What is the same by both rules is left as it is,
 * so rules that change nothing change no row, and a change that was carried out already changes nothing more.
 */
export const followRules = (rows: readonly Reminder[], owed: OwedRows, change: RuleChange): readonly Reminder[] => {
  const before = new Map(owed.before.map((row) => [row.id, row]));
  const after = new Map(owed.after.map((row) => [row.id, row]));
  const changed = rows.flatMap((row) => {
    const next = follow(row, { before: before.get(row.id), after: after.get(row.id) }, change);
    return next === row ? [] : [next];
  });
  const known = new Set(rows.map(({ id }) => id));
  const isNew = (row: Reminder): boolean =>
    !known.has(row.id) && before.get(row.id)?.state !== 'planned' && isAhead(row, change.at);
  return [...changed, ...owed.after.filter(isNew).map((row) => added(row, change))];
};
