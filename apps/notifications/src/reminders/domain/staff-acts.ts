import { DomainError, hashId } from '@aftercare/kernel';
import { recomputedDue, rowOf } from './draft.js';
import type { Draft } from './draft.js';
import { isOpen } from './reminder.js';
import type { Channel, HistoryEntry, Reminder, State } from './reminder.js';
import type { AllowedTimes } from './timing.js';

/** Why staff step in. A closed list: the ledger holds no free text about people. */
export const STAFF_GROUNDS = ['client-asked', 'told-by-phone', 'entered-wrong', 'clinic-closed', 'other'] as const;
export type StaffGround = (typeof STAFF_GROUNDS)[number];

/** Who steps in, why and when; stands in the history of the row. */
export interface StaffWord {
  /** Account id. */
  readonly by: string;
  readonly ground: StaffGround;
  readonly at: Date;
}

/** The row is past the point at which staff could still do this. */
export class ReminderStateError extends DomainError {
  override readonly code = 'REMINDER_STATE';
}

/** A message that can no longer be of use. */
export class ReminderTooLateError extends DomainError {
  override readonly code = 'REMINDER_TOO_LATE';
}

/** What a flag, a STOP or a missing fact holds back is not lifted by hand (ux.md K7). */
export class HoldNotOursError extends DomainError {
  override readonly code = 'HOLD_NOT_OURS';
}

/** An email whose fate nobody knows may have arrived: it is not sent on the same way again. */
export class MayHaveArrivedError extends DomainError {
  override readonly code = 'MAY_HAVE_ARRIVED';
}

/** The ladder has carried the message on, or is about to: once more by hand would be twice. */
export class CarriedOnError extends DomainError {
  override readonly code = 'CARRIED_ON';
}

/** The row of a message that staff sent once more. */
export const retryId = (row: Pick<Reminder, 'id'>): string => hashId(row.id, 'retry');

const entryOf = ({ by, ground, at }: StaffWord): Pick<HistoryEntry, 'at' | 'by' | 'note'> => ({ at, by, note: ground });

const notPossible = (row: Reminder, act: string): ReminderStateError =>
  new ReminderStateError(`a reminder that is ${row.state} cannot be ${act}`);

export const cancelByStaff = (row: Reminder, word: StaffWord): Reminder => {
  if (!isOpen(row)) throw notPossible(row, 'cancelled');
  const entry = { ...entryOf(word), to: 'withdrawn', reason: 'STAFF_CANCELLED' } as const;
  return { ...row, state: 'withdrawn', reason: entry.reason, history: [...row.history, entry] };
};

/** Held until somebody lets it go; when it is of no use any more it ends as skipped. */
export const holdByStaff = (row: Reminder, word: StaffWord): Reminder => {
  if (row.state !== 'planned') throw notPossible(row, 'held');
  const entry = { ...entryOf(word), to: 'held', reason: 'STAFF_HELD', dueAt: row.notAfter } as const;
  return { ...row, state: 'held', reason: entry.reason, dueAt: row.notAfter, history: [...row.history, entry] };
};

/** What waits for a person: held by one, or by the brake until one has looked. */
const FOR_STAFF: readonly string[] = ['STAFF_HELD', 'TOO_MANY'];

/** Lets go what waits for a person: due at its own time, or at once when that is over. Everything else is judged when it is sent. */
export const releaseByStaff = (row: Reminder, word: StaffWord, allowed: AllowedTimes): Reminder => {
  if (row.state !== 'held') throw notPossible(row, 'released');
  if (!FOR_STAFF.includes(row.reason ?? ''))
    throw new HoldNotOursError(`this one is held because of ${row.reason ?? 'a fact'}`);
  if (word.at >= row.notAfter) throw new ReminderTooLateError('it is of no use any more');
  const due = recomputedDue(row, allowed)?.dueAt ?? row.dueAt;
  const dueAt = due > word.at ? due : word.at;
  const entry = { ...entryOf(word), to: 'planned', reason: 'STAFF_RELEASED', dueAt } as const;
  return { ...row, state: 'planned', reason: entry.reason, dueAt, history: [...row.history, entry] };
};

const ENDED_UNHEARD: readonly State[] = ['failed', 'skipped', 'withdrawn'];

const mayHaveArrived = ({ reason }: Reminder): boolean => reason === 'NOT_PROVEN';

const refuseRetry = (
  row: Reminder,
  { at }: StaffWord,
  { channel, carriedBy }: { readonly channel?: Channel | undefined; readonly carriedBy?: Reminder | undefined },
): void => {
  if (row.state !== 'failed') throw notPossible(row, 'sent once more');
  if (carriedBy !== undefined && !ENDED_UNHEARD.includes(carriedBy.state))
    throw new CarriedOnError(`it goes out on the other way: that one is ${carriedBy.state}`);
  if (at >= row.notAfter) throw new ReminderTooLateError('it is of no use any more');
  if (mayHaveArrived(row) && channel === row.channel)
    throw new MayHaveArrivedError('nobody knows whether the first one arrived; try the other channel');
};

/** A failed message once more, as a row of its own, on the way that staff name or else on the other one first. */
export const retryByStaff = (
  row: Reminder,
  word: StaffWord,
  given: {
    readonly allowed: AllowedTimes;
    readonly channel?: Channel | undefined;
    /** The row that carries the message on the other way, where the ladder made one. */
    readonly carriedBy?: Reminder | undefined;
  },
): Reminder => {
  const { allowed, channel } = given;
  refuseRetry(row, word, given);
  const other: Channel = row.channel === 'sms' ? 'email' : 'sms';
  const ways: readonly Channel[] = mayHaveArrived(row) ? [other] : [other, row.channel ?? 'sms'];
  const { clinicId, clientRef, family, kind, occurrence, ruleVersion, notAfter, subject } = row;
  const message = { clinicId, clientRef, family, kind, occurrence, ruleVersion, notAfter, subject };
  const draft: Draft = {
    ...message,
    cause: 'STAFF_RETRIED',
    timing: { rule: 'at', at: word.at },
    channels: channel === undefined ? ways : [channel],
  };
  const owed = rowOf(draft, { allowed, at: word.at });
  const [first, ...moved] = owed.history;
  const id = retryId(row);
  return { ...owed, id, history: [{ to: 'planned', ...first, ...entryOf(word) }, ...moved] };
};

/** Held until a person lets it go: no newer time does. */
export const waitsForStaff = ({ state, reason }: Pick<Reminder, 'state' | 'reason'>): boolean =>
  state === 'held' && FOR_STAFF.includes(reason ?? '');

/** What staff decided stands, whatever a planner learns later. */
export const isLeftToStaff = ({ state, reason }: Pick<Reminder, 'state' | 'reason'>): boolean =>
  (state === 'held' && reason === 'STAFF_HELD') || (state === 'withdrawn' && reason === 'STAFF_CANCELLED');
