import { addDays, hashId, utcOf, type LocalDate } from '@aftercare/kernel';

/** What a day said before it was changed. */
export interface ReplacedEntry {
  readonly sealed: string;
  readonly at: Date;
}

/** One calendar day of a client, as that client lived it: the date is theirs, wherever the clinic is. */
export interface DiaryDay {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly date: LocalDate;
  /** The answers, sealed with the client's own key. */
  readonly sealed: string;
  /** When the day was filled in first, and when what it says was written. */
  readonly recordedAt: Date;
  readonly changedAt: Date;
  /** Filled in more than 48 hours after the day was over; shown beside every figure that it is part of (domain.md 1.4). */
  readonly filledInLater: boolean;
  /** The oldest first. */
  readonly replaced: readonly ReplacedEntry[];
}

/** One entry per client and date, whatever browser it comes from. */
export const diaryDayId = ({ clinicId, clientRef, date }: Pick<DiaryDay, 'clinicId' | 'clientRef' | 'date'>): string =>
  hashId('diary', clinicId, clientRef, date);

/** Days back that may be filled in or changed (domain.md 1.4). */
export const DAYS_BACK = 7;
const LATE_MS = 48 * 3_600_000;
/** So that no day grows without end, however often it is changed. */
const MOST_REPLACED = 50;

export type Writable = 'yes' | 'not-yet' | 'no-more';

export const isWritable = (date: LocalDate, today: LocalDate): Writable => {
  if (date > today) return 'not-yet';
  return date < addDays(today, -DAYS_BACK) ? 'no-more' : 'yes';
};

/** The days that may be filled in, the newest first. */
export const writableDays = (today: LocalDate): readonly LocalDate[] =>
  Array.from({ length: DAYS_BACK + 1 }, (_, back) => addDays(today, -back));

const isLate = (date: LocalDate, zone: string, at: Date): boolean =>
  at.getTime() - utcOf({ date: addDays(date, 1), time: '00:00' }, zone).getTime() > LATE_MS;

/** The day with a new entry; what it takes the place of is kept. */
export const written = (
  known: DiaryDay | undefined,
  head: Pick<DiaryDay, 'clinicId' | 'clientRef' | 'date'>,
  entry: { readonly sealed: string; readonly at: Date; readonly zone: string },
): DiaryDay => {
  const { sealed, at, zone } = entry;
  if (known === undefined)
    return {
      ...head,
      sealed,
      recordedAt: at,
      changedAt: at,
      filledInLater: isLate(head.date, zone, at),
      replaced: [],
    };
  const replaced = [...known.replaced, { sealed: known.sealed, at: known.changedAt }].slice(-MOST_REPLACED);
  return { ...known, sealed, changedAt: at, replaced };
};

/** Shortly after midnight "today" may mean the day that is over: the page asks. */
export const isInDoubt = (time: string): boolean => time < '04:00';
