import { formatLocal, localOf } from '@aftercare/kernel';
import type { Weekday } from '@aftercare/kernel';

/** `late`: inside the clinic's cut-off, or already begun. */
export type VisitState = 'open' | 'late' | 'cancelled' | 'over';

/** `open`: the client may still say that they come; `expected`: they said it, about this very time. */
export type Attendance = 'open' | 'expected' | 'none';

export interface VisitView {
  readonly kind: 'visit';
  readonly alias: string;
  readonly phone: string;
  readonly state: VisitState;
  readonly bookingId: string;
  readonly sequence: number;
  readonly attendance: Attendance;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly timeZone: string;
  /** The zone is named where the client lives in another one. */
  readonly zoneNamed: boolean;
  /** The year is named where it is not the current one. */
  readonly yearNamed: boolean;
}

export interface NextView {
  readonly kind: 'next';
  readonly alias: string;
  readonly phone: string;
  readonly hours: readonly { readonly weekday: Weekday; readonly from: string; readonly to: string }[];
}

export type LinkView = VisitView | NextView;

interface Visit {
  readonly state: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Until the visit begins, as a YES to a text counts until then: a reminder often comes inside the cut-off. */
export const attendanceOf = (visit: Visit & { readonly expectedSince?: Date }, now: Date): Attendance => {
  if (visit.state !== 'booked' || visit.startsAt <= now) return 'none';
  return visit.expectedSince === undefined ? 'open' : 'expected';
};

/** What the client may still do with a visit. */
export const visitState = (visit: Visit, cutOffHours: number, now: Date): VisitState => {
  if (visit.state === 'cancelled') return 'cancelled';
  if (visit.state !== 'booked' || visit.endsAt <= now) return 'over';
  return visit.startsAt.getTime() - cutOffHours * 3_600_000 <= now.getTime() ? 'late' : 'open';
};

/** Is that instant in another year than now, on the clinic's calendar? */
export const isOtherYear = (startsAt: Date, zone: string, now: Date): boolean =>
  localOf(startsAt, zone).date.slice(0, 4) !== localOf(now, zone).date.slice(0, 4);

/** " (London time)", where the client's clock may show something else. */
const zoneWords = ({ zoneNamed, timeZone }: VisitView): string =>
  zoneNamed ? ` (${timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone} time)` : '';

const dayOf = (view: VisitView): string =>
  formatLocal(localOf(view.startsAt, view.timeZone), view.yearNamed ? 'long-day-year' : 'long-day');

/** "Tuesday 11 May, 10:30 to 11:15, 12 Elm Road". */
export const whenAndWhere = (view: VisitView): string => {
  const start = localOf(view.startsAt, view.timeZone);
  const end = localOf(view.endsAt, view.timeZone);
  const place = view.place === '' ? '' : `, ${view.place}`;
  return `${dayOf(view)}, ${start.time} to ${end.time}${zoneWords(view)}${place}`;
};

/** "Tuesday 11 May at 10:30". */
export const dayAndTime = (view: VisitView): string =>
  `${dayOf(view)} at ${localOf(view.startsAt, view.timeZone).time}${zoneWords(view)}`;
