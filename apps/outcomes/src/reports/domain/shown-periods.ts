import type { ClientRecord, Row } from './client-record.js';
import type { FirstReport } from './first-report.js';
import { isWithin, type Period } from './period.js';
import { LEAST_CLIENTS } from './suppression.js';

/** Periods of which the figures of people were shown to somebody of the clinic. */
export interface ShownPeriods {
  readonly clinicId: string;
  readonly periods: readonly Period[];
}

const isSame = (one: Period, other: Period): boolean => one.from === other.from && one.to === other.to;
const overlap = (one: Period, other: Period): boolean => one.from <= other.to && other.from <= one.to;

/** Forms by what they are counted in: the unwanted effects, and the comparison of before and after. */
const KINDS: readonly ((record: ClientRecord) => readonly Row[])[] = [
  ({ visits }) => visits,
  ({ windows, silent }) => [...windows, ...silent],
];

/** Subtracting one report from the other leaves these people's forms. */
const isFewApart = (one: Period, other: Period, records: readonly ClientRecord[]): boolean =>
  KINDS.some((rowsOf) => {
    const apart = records.filter((record) =>
      rowsOf(record).some(({ on }) => isWithin(on, one) !== isWithin(on, other)),
    ).length;
    return apart > 0 && apart < LEAST_CLIENTS;
  });

/** A period that was shown and that, beside this one, would speak of one to four people (domain.md 3.5). */
export const tooCloseTo = (
  shown: ShownPeriods | undefined,
  period: Period,
  records: readonly ClientRecord[],
): Period | undefined =>
  shown?.periods.find((one) => !isSame(one, period) && overlap(one, period) && isFewApart(one, period, records));

/** A report that hides everything of its people leaves nothing to subtract. */
const showsPeople = ({ groups }: FirstReport): boolean =>
  groups.some(
    ({ by, unwanted, responder50, change }) =>
      by === 'all' && [unwanted?.of, responder50?.due.of, change?.pairs].some((people) => (people ?? 0) > 0),
  );

/** With this report; the same register when nothing is new. */
export const withShown = (shown: ShownPeriods, report: FirstReport): ShownPeriods =>
  !showsPeople(report) || shown.periods.some((one) => isSame(one, report.period))
    ? shown
    : { ...shown, periods: [...shown.periods, report.period] };
