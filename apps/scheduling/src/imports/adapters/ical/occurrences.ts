import { dateOf } from '@aftercare/kernel';
import type { Horizon } from '../../domain/entry.js';
import { instantOf, wallTime } from './event-component.js';
import type { EventComponent, FileTime } from './event-component.js';
import { ruleTimes } from './rule.js';

export interface Series {
  readonly event: EventComponent;
  readonly start: Extract<FileTime, { kind: 'instant' }>;
}

const lastWallTime = (series: Series, horizon: Horizon): string => {
  const end = wallTime(horizon.to, series.start.zone).toString();
  const until = series.event.rule()?.until;
  if (until === null || until === undefined) return end;
  // UNTIL in UTC is compared as the wall clock of the series' zone; the iterator knows no zones.
  const isUtc = until.toString().endsWith('Z');
  const wall = until.isDate
    ? `${until.toString()}T23:59:59`
    : isUtc
      ? wallTime(until.toJSDate(), series.start.zone).toString()
      : until.toString();
  return wall < end ? wall : end;
};

const ruleInstants = (series: Series, horizon: Horizon): readonly Date[] => {
  const rule = series.event.rule();
  if (rule === undefined) return [series.start.at];
  const last = lastWallTime(series, horizon);
  const unbounded = rule.clone();
  // The end is ours: see `lastWallTime`.
  if (unbounded.until !== null) unbounded.until = null;
  const times = ruleTimes(unbounded, wallTime(series.start.at, series.start.zone), {
    last,
    line: series.event.lineOf('RRULE'),
  });
  return times.map((time) => instantOf(time, series.start.zone));
};

const listed = (times: readonly FileTime[]): readonly Date[] =>
  times.flatMap((time) => (time.kind === 'instant' ? [time.at] : []));

const isExcluded = (at: Date, zone: string, exclusions: readonly FileTime[]): boolean =>
  exclusions.some(
    (time) =>
      (time.kind === 'instant' && time.at.getTime() === at.getTime()) ||
      (time.kind === 'date' && time.date === dateOf(at, zone)),
  );

/** The instants at which a series takes place inside the horizon, extra dates in and excluded ones out. */
export const occurrencesOf = (series: Series, horizon: Horizon): readonly Date[] => {
  const { event, start } = series;
  const all = [...ruleInstants(series, horizon), ...listed(event.times('RDATE'))];
  const exclusions = event.times('EXDATE');
  const instants = [...new Set(all.map((at) => at.getTime()))].sort((a, b) => a - b).map((at) => new Date(at));
  const inside = event.rule() === undefined ? () => true : (at: Date) => at >= horizon.from && at <= horizon.to;
  return instants.filter((at) => inside(at) && !isExcluded(at, start.zone, exclusions));
};

/** How long the visit lasts, in milliseconds; undefined where the file does not say. */
export const lengthOf = (event: EventComponent, start: Extract<FileTime, { kind: 'instant' }>): number | undefined => {
  const end = event.time('DTEND');
  if (end?.kind === 'instant') return end.at.getTime() - start.at.getTime();
  const seconds = event.durationSeconds();
  return seconds === undefined ? undefined : seconds * 1000;
};
