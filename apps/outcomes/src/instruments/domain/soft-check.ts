import { countIn, type Answers } from './answers.js';

/**
 * A change of so many days in 28 is asked about once, then accepted as it is (domain.md 1.7): a convention, not evidence. Headache on
 * every day after fewer than 5 days is such a change.
 */
const SURPRISING_DAYS = 15;
const MONTH = 28;

export interface EarlierCount {
  readonly days: number;
  readonly windowDays: number;
}

/** Whether there is a count in these answers that could be surprising. */
export const saysCount = (answers: Answers): boolean => countIn(answers, 'f1') !== undefined;

/** The sentence that asks once whether a count is meant; it never shows the earlier value. */
export const surprising = (
  answers: Answers,
  windowDays: number,
  earlier: EarlierCount | undefined,
): string | undefined => {
  const days = countIn(answers, 'f1');
  if (days === undefined || earlier === undefined) return undefined;
  const change = Math.abs((days * MONTH) / windowDays - (earlier.days * MONTH) / earlier.windowDays);
  return change >= SURPRISING_DAYS
    ? `You said ${days} ${days === 1 ? 'day' : 'days'}. That is quite different from last time. Is it right?`
    : undefined;
};
