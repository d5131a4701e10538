import { DomainError, dateOf, InvalidInputError, unreachable, utcOf } from '@aftercare/kernel';
import { refuseCleared, type Assignment, type Call, type CallOutcome, type Flag } from './flag.js';

/** What staff do about an open flag. None of it clears the flag or releases anything that is held. */
export type FlagAct =
  | { readonly act: 'take' }
  | { readonly act: 'hand-over'; readonly to: string | undefined; readonly note: string | undefined }
  | {
      readonly act: 'call';
      readonly id: string;
      readonly outcome: CallOutcome;
      /** `HH:MM` of today on the clinic's clocks; undefined for a call that has just ended. */
      readonly time: string | undefined;
    }
  | { readonly act: 'seen-by-doctor' };

interface Acting {
  readonly who: string;
  readonly at: Date;
  /** An owner answers for a colleague who is away, or not here any more. */
  readonly mayForOthers?: boolean;
}

/** Somebody else has it. It is theirs to hand over; calls and clearing are open to everybody meanwhile. */
export class FlagTakenError extends DomainError {
  override readonly code = 'FLAG_TAKEN';
}

export class FlagNotYoursError extends DomainError {
  override readonly code = 'FLAG_NOT_YOURS';
}

export class TooManyCallsError extends DomainError {
  override readonly code = 'TOO_MANY_CALLS';
}

const MOST_CALLS = 50;
const MINUTE_MS = 60_000;

const refusedField = (field: string, message: string): InvalidInputError =>
  new InvalidInputError('this cannot be kept', [{ field, message }]);

/** Taken a second time by the same person, it is theirs since the first. */
const take = (flag: Flag, { who, at }: Acting): Flag => {
  const { assignment } = flag;
  if (assignment.kind !== 'taken') return { ...flag, assignment: { kind: 'taken', by: who, at } };
  if (assignment.by === who) return flag;
  throw new FlagTakenError(`account ${assignment.by} has this flag since ${assignment.at.toISOString()}`);
};

type HandedOver = Extract<Assignment, { kind: 'handed-over' }>;

const isSaidAgain = (before: Assignment, next: HandedOver): boolean =>
  before.kind === 'handed-over' && before.by === next.by && before.to === next.to && before.note === next.note;

const handOver = (flag: Flag, { to, note = '' }: Extract<FlagAct, { act: 'hand-over' }>, by: Acting): Flag => {
  const { who, at, mayForOthers } = by;
  const { assignment } = flag;
  if (to === who) throw refusedField('to', 'Name a colleague, or nobody');
  const written = note.trim();
  const next: HandedOver = { kind: 'handed-over', by: who, at, to, note: written === '' ? undefined : written };
  if (assignment.kind === 'taken' && (assignment.by === who || mayForOthers === true))
    return { ...flag, assignment: next };
  if (isSaidAgain(assignment, next)) return flag;
  throw new FlagNotYoursError('a flag is handed over by whoever has it, or by an owner for them');
};

/** Flags of before their zone was kept are read in UTC, as the console names their times. */
const timeOfCall = (flag: Flag, time: string | undefined, now: Date): Date => {
  if (time === undefined) return now;
  const zone = flag.zone ?? 'UTC';
  const at = utcOf({ date: dateOf(now, zone), time }, zone);
  if (at.getTime() > now.getTime()) throw refusedField('time', 'This time has not come yet');
  // The time of the call has no seconds.
  if (at.getTime() + MINUTE_MS <= flag.raisedAt.getTime())
    throw refusedField('time', 'The flag was raised after this time');
  return at;
};

const noteCall = (flag: Flag, act: Extract<FlagAct, { act: 'call' }>, { who, at }: Acting): Flag => {
  if (flag.calls.some(({ id }) => id === act.id)) return flag;
  if (flag.calls.length >= MOST_CALLS) throw new TooManyCallsError(`a flag keeps at most ${MOST_CALLS} calls`);
  const call: Call = { id: act.id, by: who, at: timeOfCall(flag, act.time, at), outcome: act.outcome };
  const calls = [...flag.calls, call].sort((one, other) => one.at.getTime() - other.at.getTime());
  return { ...flag, calls };
};

/** The first word about it stands. */
const seenByDoctor = (flag: Flag, { who, at }: Acting): Flag =>
  flag.seenByDoctor === undefined ? { ...flag, seenByDoctor: { by: who, at } } : flag;

/** The same flag where nothing changes. */
export const acted = (flag: Flag, act: FlagAct, by: Acting): Flag => {
  refuseCleared(flag);
  switch (act.act) {
    case 'take':
      return take(flag, by);
    case 'hand-over':
      return handOver(flag, act, by);
    case 'call':
      return noteCall(flag, act, by);
    case 'seen-by-doctor':
      return seenByDoctor(flag, by);
    default:
      return unreachable(act);
  }
};

/** Whose list of own flags it stands in: of whoever has it, and of whom it waits for. */
export const isWith = ({ assignment }: Flag, accountId: string): boolean =>
  (assignment.kind === 'taken' && assignment.by === accountId) ||
  (assignment.kind === 'handed-over' && assignment.to === accountId);
