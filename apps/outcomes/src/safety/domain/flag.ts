import { DomainError, hashId, InvalidInputError } from '@aftercare/kernel';
import type { Patience } from './patience.js';

export type FlagLevel = 'E' | 'U' | 'R';

/** Who looks after a flag. One that was handed over waits for its colleague, but whoever is there first may take it: nobody's absence locks it. */
export type Assignment =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'taken'; readonly by: string; readonly at: Date }
  | {
      readonly kind: 'handed-over';
      readonly by: string;
      readonly at: Date;
      /** Undefined: whoever takes it next. */
      readonly to: string | undefined;
      readonly note: string | undefined;
    };

export const CALL_OUTCOMES = [
  'reached-fine',
  'reached-see-doctor',
  'no-answer',
  'left-message',
  'wrong-number',
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Somebody tried to speak with the client. It clears nothing. */
export interface Call {
  readonly id: string;
  readonly by: string;
  /** When the call was; it may have been written down later. */
  readonly at: Date;
  readonly outcome: CallOutcome;
}

/** A person must look at it: routine notes to the client are held until somebody clears it by name and with a reason. */
export interface Flag {
  readonly id: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly surveyId: string;
  readonly sessionId: string | undefined;
  readonly level: FlagLevel;
  /** The clinic's zone when it was raised; undefined for flags of before it was kept. */
  readonly zone: string | undefined;
  readonly state: 'open' | 'cleared';
  readonly raisedAt: Date;
  /** Codes of what was ticked, sealed: read by practitioners only. */
  readonly sealed: string;
  readonly assignment: Assignment;
  /** In the order of the calls. */
  readonly calls: readonly Call[];
  readonly seenByDoctor: { readonly by: string; readonly at: Date } | undefined;
  /** How long it can wait for somebody. */
  readonly patience: Patience;
  readonly cleared: { readonly at: Date; readonly by: string; readonly reason: string } | undefined;
}

/** What a flag is raised with. */
export type FlagHead = Pick<
  Flag,
  'clinicId' | 'clientRef' | 'surveyId' | 'sessionId' | 'level' | 'zone' | 'raisedAt' | 'sealed'
>;

export class FlagAlreadyClearedError extends DomainError {
  override readonly code = 'FLAG_ALREADY_CLEARED';
}

/**
 * One flag per survey, level and round: saving the same answer again raises nothing new. The second round begins with a sign that
 * comes after the first was cleared; the first has no number, as flags of before there were rounds.
 */
export const flagIdOf = (surveyId: string, level: FlagLevel, round: number): string =>
  round === 1 ? hashId('flag', surveyId, level) : hashId('flag', surveyId, level, String(round));

export const raise = (head: FlagHead, round: number): Flag => ({
  ...head,
  id: flagIdOf(head.surveyId, head.level, round),
  state: 'open',
  assignment: { kind: 'nobody' },
  calls: [],
  seenByDoctor: undefined,
  // Nobody is asked for working hours before the answer is kept.
  patience: { kind: head.level === 'R' ? 'endless' : 'unreckoned' },
  cleared: undefined,
});

const LONGEST_REASON = 500;

export const refuseCleared = (flag: Flag): void => {
  if (flag.state === 'cleared') throw new FlagAlreadyClearedError('this flag is cleared already');
};

/** Also where a colleague has the flag: who has spoken with the client need not wait for them. */
export const clear = (flag: Flag, by: { readonly who: string; readonly reason: string; readonly at: Date }): Flag => {
  refuseCleared(flag);
  const reason = by.reason.trim();
  if (reason === '' || reason.length > LONGEST_REASON) {
    throw new InvalidInputError('a flag is cleared with a reason', [
      { field: 'reason', message: `Write 1 to ${LONGEST_REASON} characters` },
    ]);
  }
  return { ...flag, state: 'cleared', cleared: { at: by.at, by: by.who, reason } };
};
