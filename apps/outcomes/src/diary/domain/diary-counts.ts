import { addDays, type LocalDate } from '@aftercare/kernel';

/** What a day of the diary is counted by. */
export interface DayFacts {
  readonly date: LocalDate;
  readonly pain: 'none' | 'headache' | 'migraine';
  /** 1..10 */
  readonly worst: number | undefined;
  readonly tookTriptan: boolean;
}

/** `migraine-day@1` (domain.md 1.3): the client calls it one, or a medicine that is for nothing else was taken. */
export const isMigraineDay = ({ pain, tookTriptan }: DayFacts): boolean =>
  pain === 'migraine' || (pain === 'headache' && tookTriptan);

const MODERATE = 4;

/** A migraine, or a headache that was at least moderate; undefined where its strength was left out, which is not "mild". */
export const isBurdenDay = (day: DayFacts): boolean | undefined => {
  if (day.pain === 'none') return false;
  if (isMigraineDay(day)) return true;
  return day.worst === undefined ? undefined : day.worst >= MODERATE;
};

/** 28 days that are over, counted from the diary alone. */
export interface DiaryWindow {
  readonly startsOn: LocalDate;
  /** The day after the last one. */
  readonly endsOn: LocalDate;
  /** On which it is known whether they were a burden: what the counts are about. */
  readonly days: number;
  readonly burdenDays: number;
  /** Undefined where more days are filled in than the counts are about. */
  readonly headacheDays: number | undefined;
  /** 0..1 */
  readonly complete: number;
}

const MONTH = 28;
/** As many as forms are kept of. */
const MOST_WINDOWS = 6;

/** The earliest day that any window of today is about. */
export const windowsFrom = (today: LocalDate): LocalDate => addDays(today, -MONTH * (MOST_WINDOWS + 1));

const windowOf = (startsOn: LocalDate, days: readonly DayFacts[]): DiaryWindow | undefined => {
  const endsOn = addDays(startsOn, MONTH);
  const own = days.filter(({ date }) => date >= startsOn && date < endsOn);
  const burden = own.map(isBurdenDay).filter((is) => is !== undefined);
  if (burden.length === 0) return undefined;
  return {
    startsOn,
    endsOn,
    days: burden.length,
    burdenDays: burden.filter(Boolean).length,
    headacheDays: burden.length === own.length ? own.filter(({ pain }) => pain !== 'none').length : undefined,
    complete: burden.length / MONTH,
  };
};

/**
 * Windows of 28 days that follow one another from the first visit on, and the one before it, the newest first.
 * They do not slide: a rise that a practitioner agreed to is about days that stay the same (domain.md 1.3, 1.6).
 * A window without any entry is left out.
 */
export const diaryWindows = (
  days: readonly DayFacts[],
  { firstVisitOn, today }: { readonly firstVisitOn: LocalDate; readonly today: LocalDate },
): readonly DiaryWindow[] => {
  const windows: DiaryWindow[] = [];
  const earliest = windowsFrom(today);
  for (
    let startsOn = addDays(firstVisitOn, -MONTH);
    addDays(startsOn, MONTH) <= today;
    startsOn = addDays(startsOn, MONTH)
  ) {
    const window = startsOn < earliest ? undefined : windowOf(startsOn, days);
    if (window !== undefined) windows.unshift(window);
  }
  return windows.slice(0, MOST_WINDOWS);
};

/** What a month or any other stretch of days is told by. */
export interface DayCounts {
  readonly migraine: number;
  readonly headache: number;
  readonly without: number;
}

/** By what the client called each day; no guess from medicine, since it is the client who reads it. */
export const countDays = (days: readonly DayFacts[]): DayCounts => ({
  migraine: days.filter(({ pain }) => pain === 'migraine').length,
  headache: days.filter(({ pain }) => pain === 'headache').length,
  without: days.filter(({ pain }) => pain === 'none').length,
});
