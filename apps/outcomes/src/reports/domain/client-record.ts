import type { LocalDate } from '@aftercare/kernel';

export interface Row {
  readonly surveyId: string;
  /** Day on which it counts, in the clinic's zone. */
  readonly on: LocalDate;
  /** Milliseconds; the order of two on one day. */
  readonly at: number;
}

export interface BaselineRow extends Row {
  readonly migraineDays: number;
}
export interface WindowRow extends Row {
  readonly technique: string;
  readonly windowDays: number;
  /** Undefined: the days were not asked for or not answered. */
  readonly migraineDays: number | undefined;
}
export interface VisitRow extends Row {
  readonly technique: string;
}

/** Scores of one client as plain integers under the random reference; everything that client-level figures need. */
export interface ClientRecord {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly baselines: readonly BaselineRow[];
  readonly windows: readonly WindowRow[];
  /** Answered forms of visits that say whether there was an unwanted effect. */
  readonly visits: readonly VisitRow[];
  /** Follow-ups that were due and not answered. */
  readonly silent: readonly VisitRow[];
}

export const emptyRecord = (clinicId: string, clientRef: string): ClientRecord => ({
  clinicId,
  clientRef,
  baselines: [],
  windows: [],
  visits: [],
  silent: [],
});

/** The record as it was before this survey ended. */
export const withoutSurvey = (record: ClientRecord, surveyId: string): ClientRecord => {
  const isOther = (row: Row): boolean => row.surveyId !== surveyId;
  const { baselines, windows, visits, silent } = record;
  if ([...baselines, ...windows, ...visits, ...silent].every(isOther)) return record;
  return {
    ...record,
    baselines: baselines.filter(isOther),
    windows: windows.filter(isOther),
    visits: visits.filter(isOther),
    silent: silent.filter(isOther),
  };
};
