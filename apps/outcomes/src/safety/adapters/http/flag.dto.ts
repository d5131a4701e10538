import { InvalidInputError, localOf } from '@aftercare/kernel';
import { cursorFrom, pageQuery } from '@aftercare/platform';
import * as z from 'zod';
import { CALL_OUTCOMES, isOverdue, type CallOutcome, type Flag, type FlagPlace } from '../../application/ports.js';

const LONGEST_NOTE = 200;

/** `only=mine`: what the caller has, and what was handed to them. */
export const listQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(['open', 'cleared']).optional(),
  only: z.enum(['mine']).optional(),
});
export type ListQuery = z.output<typeof listQuery>;

export const clearBody = z.strictObject({ reason: z.string().min(1).max(500) });
export type ClearBody = z.output<typeof clearBody>;

/** `to`: the account of a colleague; left out, it waits for whoever takes it next. */
export const handOverBody = z.strictObject({
  to: z.string().min(1).max(64).optional(),
  note: z.string().max(LONGEST_NOTE).optional(),
});
export type HandOverBody = z.output<typeof handOverBody>;

/** `time`: `HH:MM` of today on the clinic's clocks, for a call that was earlier. */
export const callBody = z.strictObject({
  outcome: z.enum(CALL_OUTCOMES),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
});
export type CallBody = z.output<typeof callBody>;

const placeText = z
  .tuple([z.enum(['E', 'U', 'R']), z.iso.datetime(), z.string().min(1)])
  .transform(([level, at, id]): FlagPlace => ({ level, raisedAt: new Date(at), id }));

export const cursorOf = ({ level, raisedAt, id }: FlagPlace): string => `${level}/${raisedAt.toISOString()}/${id}`;

export const placeFrom = (after: string | undefined): FlagPlace | undefined => {
  const text = cursorFrom(after);
  if (text === undefined) return undefined;
  const place = placeText.safeParse(text.split('/'));
  if (place.success) return place.data;
  throw new InvalidInputError('the cursor is not one of ours', [{ field: 'after', message: 'Invalid cursor' }]);
};

/** An instant, and the same on the clinic's clocks: the console knows no time zone. Null where the zone was not kept. */
export interface FlagTime {
  readonly at: string;
  readonly atLocal: string | null;
}

export interface FlagWord extends FlagTime {
  readonly by: string;
}

export type FlagAssignment =
  | ({ readonly kind: 'taken' } & FlagWord)
  | ({ readonly kind: 'handed-over'; readonly to: string | null; readonly note: string | null } & FlagWord);

export interface FlagCall extends FlagWord {
  readonly callId: string;
  readonly outcome: CallOutcome;
}

export interface FlagView {
  readonly flagId: string;
  readonly clientRef: string;
  readonly level: Flag['level'];
  readonly state: Flag['state'];
  readonly raisedAt: string;
  /** On the clinic's clocks; null where the zone was not kept: times of calls are read in UTC then. */
  readonly raisedLocal: string | null;
  readonly sessionId: string | null;
  /** By when somebody has to have looked; null before the next visit, and until the clinic's hours were asked for. */
  readonly due: FlagTime | null;
  /** That time is over and nobody has done anything. */
  readonly isOverdue: boolean;
  /** Null: nobody has it. */
  readonly assignment: FlagAssignment | null;
  readonly calls: readonly FlagCall[];
  readonly seenByDoctor: FlagWord | null;
  readonly cleared: (FlagWord & { readonly reason: string }) | null;
}

const localText = (at: Date, zone: string | undefined): string | null => {
  if (zone === undefined) return null;
  const { date, time } = localOf(at, zone);
  return `${date}T${time}`;
};

const wordOf = ({ zone }: Flag, { by, at }: { readonly by: string; readonly at: Date }): FlagWord => ({
  by,
  at: at.toISOString(),
  atLocal: localText(at, zone),
});

const assignmentOf = (flag: Flag): FlagAssignment | null => {
  const { assignment } = flag;
  switch (assignment.kind) {
    case 'nobody':
      return null;
    case 'taken':
      return { kind: 'taken', ...wordOf(flag, assignment) };
    case 'handed-over':
      return {
        ...{ kind: 'handed-over', to: assignment.to ?? null, note: assignment.note ?? null },
        ...wordOf(flag, assignment),
      };
  }
};

const dueOf = ({ patience, zone }: Flag): FlagTime | null =>
  patience.kind === 'until' ? { at: patience.dueBy.toISOString(), atLocal: localText(patience.dueBy, zone) } : null;

/** What was ticked stays sealed; it is not in any list. */
export const flagView = (flag: Flag): FlagView => ({
  flagId: flag.id,
  clientRef: flag.clientRef,
  level: flag.level,
  state: flag.state,
  raisedAt: flag.raisedAt.toISOString(),
  raisedLocal: localText(flag.raisedAt, flag.zone),
  sessionId: flag.sessionId ?? null,
  due: dueOf(flag),
  isOverdue: isOverdue(flag),
  assignment: assignmentOf(flag),
  calls: flag.calls.map((call) => ({ callId: call.id, outcome: call.outcome, ...wordOf(flag, call) })),
  seenByDoctor: flag.seenByDoctor === undefined ? null : wordOf(flag, flag.seenByDoctor),
  cleared: flag.cleared === undefined ? null : { reason: flag.cleared.reason, ...wordOf(flag, flag.cleared) },
});
