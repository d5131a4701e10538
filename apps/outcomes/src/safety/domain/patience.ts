import { addDays, dateOf, utcOf, weekdayOf, type LocalDate, type Weekday } from '@aftercare/kernel';

/** When a clinic's people are at work. */
export interface WorkingTime {
  readonly zone: string;
  /** `HH:MM`, at the clinic. */
  readonly openingHours: readonly { readonly weekday: Weekday; readonly from: string; readonly to: string }[];
  readonly closureDays: readonly LocalDate[];
}

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** How long a flag can wait for somebody. */
export type Patience =
  /** It waits for the next visit, or was raised before this was kept. */
  | { readonly kind: 'endless' }
  /** The clinic's working hours have not been asked for yet. */
  | { readonly kind: 'unreckoned' }
  | { readonly kind: 'until'; readonly dueBy: Date; readonly toldAt: Date | undefined };

/** K13.1 of ux.md: an emergency that nobody has seen for so long. */
const EMERGENCY_WORKING_MS = 4 * 3_600_000;
/** Somebody hears of it in a closed week all the same. */
const LONGEST_DAYS = 7;

interface Waiting {
  readonly level: 'E' | 'U' | 'R';
  readonly raisedAt: Date;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const spansOf = (date: LocalDate, { zone, openingHours, closureDays }: WorkingTime): readonly Span[] =>
  closureDays.includes(date)
    ? []
    : openingHours
        .filter(({ weekday }) => weekday === weekdayOf(date))
        .map(({ from, to }) => ({
          from: utcOf({ date, time: from }, zone).getTime(),
          to: utcOf({ date, time: to }, zone).getTime(),
        }))
        .sort((one, other) => one.from - other.from);

/** The days from `from` on that have working time left, each with its spans. */
const workingDays = (from: Date, time: WorkingTime): readonly (readonly Span[])[] => {
  const today = dateOf(from, time.zone);
  return Array.from({ length: LONGEST_DAYS + 1 }, (_, day) => spansOf(addDays(today, day), time))
    .map((spans) => spans.filter(({ to }) => to > from.getTime()))
    .filter((spans) => spans.length > 0);
};

const afterWorking = (from: Date, workMs: number, days: readonly (readonly Span[])[]): number | undefined => {
  let left = workMs;
  let reached = from.getTime();
  for (const span of days.flat()) {
    const begins = Math.max(span.from, reached);
    if (span.to - begins >= left) return begins + left;
    left -= Math.max(0, span.to - begins);
    reached = Math.max(reached, span.to);
  }
  return undefined;
};

/**
 * When somebody must have looked: at an emergency after four working hours, at what is urgent by the end of the working day, of the
 * next one where today's is over (domain.md 1.8). Whatever the clinic's hours say, after a week.
 */
export const dueBy = ({ level, raisedAt }: Waiting, time: WorkingTime): Date => {
  const days = workingDays(raisedAt, time);
  const latest = raisedAt.getTime() + LONGEST_DAYS * 86_400_000;
  const due = level === 'E' ? afterWorking(raisedAt, EMERGENCY_WORKING_MS, days) : days[0]?.at(-1)?.to;
  return new Date(Math.min(due ?? latest, latest));
};

/** For a clinic whose hours nobody knows: every hour is one in which somebody should look. */
export const aroundTheClock = (zone: string): WorkingTime => ({
  zone,
  openingHours: EVERY_DAY.map((weekday) => ({ weekday, from: '00:00', to: '23:59' })),
  closureDays: [],
});
