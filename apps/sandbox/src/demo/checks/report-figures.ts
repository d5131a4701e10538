import * as z from 'zod';
import type { ReportRecord, RunRecords } from '../records/types.js';
import type { Check } from './check.js';
import { groupBy } from './people-messages.js';
import { expectedReport } from './recount/expected-report.js';
import { differences, figuresOf } from './recount/figures.js';
import { surveyCases, type SurveyCase } from './recount/surveys.js';
import { visitsThatTookPlace } from './visits.js';

const reportSchema = z.looseObject({
  clinicId: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  flow: z.looseObject({}),
  flowByInstrument: z.array(z.looseObject({})).optional(),
  groups: z.array(z.looseObject({})),
  exclusions: z.array(z.looseObject({})),
});

/** Everybody starts out in the zone of the clinic, so the usual first zone is the clinic's. */
const zoneOf = (records: RunRecords, clinicId: string): string => {
  const own = records.people.filter((person) => person.clinicId === clinicId);
  const zones = [...groupBy(own, (person) => person.zones[0]?.zone ?? 'UTC')];
  return zones.sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 'UTC';
};

/** A page at midnight may see another date than the calendar of the records. */
const WINDOW_SLACK_DAYS = 1;

const judge = (
  report: ReportRecord,
  records: RunRecords,
  context: { readonly until: Date; readonly surveys: readonly SurveyCase[] },
): readonly string[] => {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return [`the report has another shape: ${z.prettifyError(parsed.error)}`];
  const { clinicId, period, flow, flowByInstrument, groups, exclusions } = parsed.data;
  const { windows, ...recounted } = expectedReport({
    zone: zoneOf(records, clinicId),
    period,
    until: context.until,
    surveys: context.surveys.filter((survey) => survey.person.clinicId === clinicId),
    visits: visitsThatTookPlace(records, context.until).filter((visit) => visit.clinicId === clinicId),
  });
  const told = { flow, groups, exclusions, ...(flowByInstrument === undefined ? {} : { flowByInstrument }) };
  const again = flowByInstrument === undefined ? { ...recounted, flowByInstrument: undefined } : recounted;
  const wrongWindows = windows.filter(({ days, calendarDays }) => Math.abs(days - calendarDays) > WINDOW_SLACK_DAYS);
  return [
    ...differences(figuresOf(told), figuresOf(again)),
    ...wrongWindows.map(
      ({ survey, days, calendarDays }) => `survey ${survey.surveyId} asked about ${days} days, not ${calendarDays}`,
    ),
  ];
};

/** Each clinic's report says what its clients typed. */
export const reportFigures =
  (until: Date): Check =>
  (records: RunRecords) => {
    const surveys = surveyCases(records);
    const clinics = new Set(records.people.map((person) => person.clinicId));
    const missing = [...clinics].filter((clinicId) => !records.reports.some((report) => report.clinicId === clinicId));
    return [
      ...missing.map((clinicId) => `${clinicId} has no report`),
      ...records.reports.flatMap((report) =>
        judge(report, records, { until, surveys }).map((problem) => `${report.clinicId}: ${problem}`),
      ),
    ];
  };
