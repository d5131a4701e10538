import { dateOf, type LocalDate } from '@aftercare/kernel';

/** How many of the latest forms are looked at; with fewer there is no word (domain.md 2.4). */
export const JUDGED_FORMS = 100;
/** Fewer answers than this are too few. */
export const LEAST_ANSWERED = 30;

/** A form whose time is over and that nobody took back. */
export interface FormOver {
  readonly surveyId: string;
  readonly closedAt: Date;
  /** A late answer is none: it counts in no rate. */
  readonly answeredInTime: boolean;
}

/** What was last found about a clinic's forms. */
export interface AnswerRate {
  readonly clinicId: string;
  readonly standing: 'below' | 'recovered';
  /** Close of the newest form that told so; forms up to then tell nothing more. */
  readonly since: Date;
  /** That day, in the clinic's zone. */
  readonly on: LocalDate;
  /** Of the hundred that told so. */
  readonly answered: number;
}

const newestFirst = (one: FormOver, other: FormOver): number =>
  other.closedAt.getTime() - one.closedAt.getTime() || (other.surveyId < one.surveyId ? -1 : 1);

export interface JudgedClinic {
  readonly clinicId: string;
  readonly zone: string;
}

/**
 * The very object that was given, where nothing changed. Every change rests on a hundred forms of its own, all closed after the one before:
 * a clinic whose rate lies about the line would otherwise go below and back with every second form, and its people would be told each time.
 */
export const judge = (
  { clinicId, zone }: JudgedClinic,
  before: AnswerRate | undefined,
  forms: readonly FormOver[],
): AnswerRate | undefined => {
  const later = forms.filter(({ closedAt }) => before === undefined || closedAt > before.since);
  const judged = later.toSorted(newestFirst).slice(0, JUDGED_FORMS);
  const [newest] = judged;
  if (newest === undefined || judged.length < JUDGED_FORMS) return before;
  const answered = judged.filter(({ answeredInTime }) => answeredInTime).length;
  const isBelow = answered < LEAST_ANSWERED;
  if (isBelow === (before?.standing === 'below')) return before;
  const since = newest.closedAt;
  return { clinicId, standing: isBelow ? 'below' : 'recovered', since, on: dateOf(since, zone), answered };
};
