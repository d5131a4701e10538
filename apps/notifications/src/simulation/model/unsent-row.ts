import type { Reminder } from '../../reminders/domain/reminder.js';
import type { InMemoryRows } from '../../reminders/testing/in-memory-rows.js';
import type { AllowanceWatch } from './allowance-watch.js';
import type { Excused, Together } from './excuses.js';
import type { Move } from './ledger-watch.js';
import { togetherOf } from './lines.js';
import type { Claimed, Line } from './lines.js';
import { followedBy } from './rules.js';
import type { Earlier } from './rules.js';
import { DAY_MS } from './times.js';
import type { Trouble } from './trouble.js';
import type { Truth } from './truth.js';

/** What the model has seen so far. */
export interface Known {
  readonly rows: InMemoryRows;
  readonly claims: ReadonlyMap<string, Claimed>;
  readonly lines: readonly Line[];
  readonly trouble: Trouble;
  readonly allowances: AllowanceWatch;
}

interface Truths {
  /** The one that the excuse is held against. */
  readonly truth: Truth;
  readonly then: Truth;
  readonly now: Truth;
}

const WAITS: readonly string[] = ['planned', 'held', 'sending', 'unknown'];
/** The longest that a clinic may choose. */
const LONGEST_BETWEEN_NUDGES_MS = 11 * DAY_MS;

/** The call that a row was on its way to before it moved. */
export const attemptOf = ({ before, after }: Move): string => [after.clinicId, after.id, before?.claim?.id].join('~');

/** A row that was not sent, as its excuse sees it. Each excuse looks at a few of these, so nothing is found out before it is asked for. */
export class UnsentRow implements Excused {
  readonly row: Reminder;
  readonly truth: Truth;
  private readonly after: Reminder;

  constructor(
    private readonly move: Move,
    private readonly truths: Truths,
    private readonly known: Known,
  ) {
    this.row = move.before ?? move.after;
    this.after = move.after;
    this.truth = truths.truth;
  }

  get isEnd(): boolean {
    return this.after.state === 'skipped';
  }

  get hasAllowance(): boolean {
    return this.known.allowances.hasAllowance;
  }

  get troubled(): boolean {
    const { firstDueAt, dueAt } = this.after;
    return this.known.trouble.isBetween(Math.min(firstDueAt.getTime(), dueAt.getTime()), this.truths.now.atMs);
  }

  get wasSentBack(): boolean {
    const { state, dueAt } = this.after;
    const waitsUntilMs = state === 'planned' ? dueAt.getTime() : undefined;
    return this.known.allowances.wasSentBack(attemptOf(this.move), this.truths.now.atMs, waitsUntilMs);
  }

  get arrived(): boolean {
    const { id, kind, occurrence } = this.after;
    return this.known.rows
      .all()
      .some((one) => one.id !== id && one.kind === kind && one.occurrence === occurrence && one.state === 'delivered');
  }

  get together(): Together {
    const { then, now } = this.truths;
    const { rows, lines } = this.known;
    const zones = [...new Set([...then.zones, ...now.zones])];
    return togetherOf(this.after, { rows: rows.all(), lines, zones, then, now });
  }

  get followsAnother(): boolean {
    const { id, kind, family } = this.after;
    const follows = followedBy(this.after);
    const reachMs = family === 'survey' ? DAY_MS : LONGEST_BETWEEN_NUDGES_MS;
    const isJustGone = (other: Reminder): boolean =>
      [...this.known.claims.values()].some(
        ({ row, truth }) => row.id === other.id && truth.atMs > this.truths.now.atMs - reachMs,
      );
    return this.known.rows
      .all()
      .filter((one) => one.id !== id && followedBy(one) === follows && one.family === family)
      .some((one) => (one.kind !== kind || kind === 'reminder') && (WAITS.includes(one.state) || isJustGone(one)));
  }

  /** Also what may have gone out. */
  get earlier(): readonly Earlier[] {
    const { clinicId, clientRef, id } = this.after;
    const others = new Set(
      this.known.rows.all().flatMap((row) => {
        const isOther = row.clinicId === clinicId && row.clientRef === clientRef && row.id !== id;
        return isOther ? [row.id] : [];
      }),
    );
    return [...this.known.claims.values()]
      .filter(({ row, truth }) => others.has(row.id) && truth.step <= this.truths.now.step)
      .map(({ row, truth }) => ({ kind: row.kind, atMs: truth.atMs }));
  }
}
