import type { Reminder } from '../../reminders/domain/reminder.js';
import type { InMemoryRows } from '../../reminders/testing/in-memory-rows.js';
import type { Sent } from '../outside/providers.js';
import type { Together } from './excuses.js';
import { isReminderKind } from './rules.js';
import { DAY_MS, isSameDay } from './times.js';
import type { Truth } from './truth.js';

export interface Moment {
  readonly atMs: number;
  readonly step: number;
}

/** A row under a claim, with what was so then. */
export interface Claimed {
  readonly row: Reminder;
  readonly truth: Truth;
}

/** A line of the provider's log that may have come to somebody. */
export interface Line {
  readonly sent: Sent;
  readonly row: Reminder;
  readonly kind: string;
  readonly firstName: string;
  readonly key: string;
  readonly claimedAt: Moment;
  /** In the message of a visit's reminder. */
  readonly withVisit: boolean;
}

const TWO_HOURS_MS = 2 * 3_600_000;

/** It failed, or two hours had gone by without anybody calling it delivered. */
const didNotArrive = (row: Reminder | undefined, atMs: number): boolean => {
  if (row === undefined || row.state === 'failed') return true;
  const wasHeardOf = row.history.some(({ to, at }) => to === 'delivered' && at.getTime() < atMs);
  return !wasHeardOf && row.sentAt !== undefined && atMs - row.sentAt.getTime() >= TWO_HOURS_MS;
};

interface Known {
  readonly rows: InMemoryRows;
  readonly claims: ReadonlyMap<string, Claimed>;
}

const followsLadder = (line: Line, { sent, row }: Line, rows: InMemoryRows): boolean =>
  line.row.cause === 'OTHER_CHANNEL' &&
  sent.channel !== line.sent.channel &&
  didNotArrive(rows.one(row), line.claimedAt.atMs);

/** The message that took a form along failed, so it is owed for itself. */
const wasTakenAlongInVain = ({ claimedAt }: Line, { sent, withVisit }: Line, { rows, claims }: Known): boolean => {
  const carrier = claims.get(sent.attemptId)?.row;
  if (!withVisit || carrier === undefined) return false;
  const { history = [], reason } = rows.one(carrier) ?? {};
  return reason !== 'NOT_PROVEN' && history.some(({ to, at }) => to === 'failed' && at.getTime() <= claimedAt.atMs);
};

/** May the same be said once more after an earlier message? */
export const mayFollow = (line: Line, earlier: Line, known: Known): boolean =>
  followsLadder(line, earlier, known.rows) || wasTakenAlongInVain(line, earlier, known);

const ON_ITS_WAY: readonly string[] = ['planned', 'sending'];

/** A transaction takes its time when it begins, and may try again before it commits. */
const MOMENT_MS = 10_000;

/** What a form or a nudge has to do with the reminders of visits of its day. */
export const togetherOf = (
  row: Reminder,
  given: {
    readonly rows: readonly Reminder[];
    readonly lines: readonly Line[];
    readonly zones: readonly string[];
    /** When the row was claimed: what changed since was read as it is now, or as it was. */
    readonly then: Moment;
    readonly now: Moment;
  },
): Together => {
  const isOfPerson = ({ clinicId, clientRef }: Reminder): boolean =>
    clinicId === row.clinicId && clientRef === row.clientRef;
  const reminders = (): readonly Reminder[] => given.rows.filter((one) => isOfPerson(one) && isReminderKind(one.kind));
  const isToday = ({ dueAt }: Reminder): boolean =>
    given.zones.some((zone) => isSameDay(dueAt.getTime(), given.now.atMs, zone));
  const hasChanged = ({ history }: Reminder): boolean =>
    history.some(({ at }) => at.getTime() >= given.then.atMs - MOMENT_MS);
  // Each excuse asks for one of these.
  return {
    get went() {
      return given.lines.some((line) => line.withVisit && line.row.id === row.id);
    },
    get isNear() {
      return reminders().some(({ dueAt }) => Math.abs(dueAt.getTime() - row.dueAt.getTime()) <= DAY_MS);
    },
    get isSameDay() {
      return reminders().some((one) => (ON_ITS_WAY.includes(one.state) || hasChanged(one)) && isToday(one));
    },
  };
};
