import { DomainError, hashId, InvalidInputError } from '@aftercare/kernel';

export type FlagLevel = 'E' | 'U' | 'R';

/** A person must look at it: routine notes to the client are held until somebody clears it by name and with a reason. */
export interface Flag {
  readonly id: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly surveyId: string;
  readonly sessionId: string | undefined;
  readonly level: FlagLevel;
  readonly state: 'open' | 'cleared';
  readonly raisedAt: Date;
  /** Codes of what was ticked, sealed: read by practitioners only. */
  readonly sealed: string;
  readonly cleared: { readonly at: Date; readonly by: string; readonly reason: string } | undefined;
}

export class FlagAlreadyClearedError extends DomainError {
  override readonly code = 'FLAG_ALREADY_CLEARED';
}

/** One flag per survey and level: saving the same answer again raises nothing new. */
export const flagIdOf = (surveyId: string, level: FlagLevel): string => hashId('flag', surveyId, level);

export const raise = (head: Omit<Flag, 'id' | 'state' | 'cleared'>): Flag => ({
  ...head,
  id: flagIdOf(head.surveyId, head.level),
  state: 'open',
  cleared: undefined,
});

const LONGEST_REASON = 500;

export const clear = (flag: Flag, by: { readonly who: string; readonly reason: string; readonly at: Date }): Flag => {
  if (flag.state === 'cleared') throw new FlagAlreadyClearedError('this flag is cleared already');
  const reason = by.reason.trim();
  if (reason === '' || reason.length > LONGEST_REASON) {
    throw new InvalidInputError('a flag is cleared with a reason', [
      { field: 'reason', message: `Write 1 to ${LONGEST_REASON} characters` },
    ]);
  }
  return { ...flag, state: 'cleared', cleared: { at: by.at, by: by.who, reason } };
};

const ORDER: readonly FlagLevel[] = ['E', 'U', 'R'];
export const gravest = (flags: readonly Flag[]): FlagLevel | undefined =>
  ORDER.find((level) => flags.some((flag) => flag.level === level));
