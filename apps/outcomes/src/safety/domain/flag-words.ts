import type { Flag } from './flag.js';

/** What staff wrote about a flag. It may tell about the client's health. */
export interface FlagWords {
  readonly note: string | undefined;
  readonly reason: string | undefined;
}

export const wordsOf = ({ assignment, cleared }: Pick<Flag, 'assignment' | 'cleared'>): FlagWords => ({
  note: assignment.kind === 'handed-over' ? assignment.note : undefined,
  reason: cleared?.reason,
});

export const withWords = (flag: Flag, { note, reason }: FlagWords): Flag => {
  const { assignment, cleared } = flag;
  return {
    ...flag,
    assignment: assignment.kind === 'handed-over' ? { ...assignment, note } : assignment,
    cleared: cleared === undefined ? undefined : { ...cleared, reason: reason ?? '' },
  };
};

export const withoutWords = (flag: Flag): Flag => withWords(flag, { note: undefined, reason: undefined });
