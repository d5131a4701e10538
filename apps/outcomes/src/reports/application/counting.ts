import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import { nameOf, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { emptyRecord, withoutSurvey, type ClientRecord } from '../domain/client-record.js';
import { difference, type Increments } from '../domain/increments.js';
import { countsOfTally, UNKNOWN_TECHNIQUE, type Fate, type Tally } from '../domain/tally.js';
import { writeIncrements } from './cell-deltas.js';
import { ClientRecords, CounterCells, TallyStore } from './ports.js';

/** How a survey ended, and the whole numbers that it gives; what was not answered is undefined. */
export interface Counted {
  readonly surveyId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly instrument: string;
  readonly technique: string | undefined;
  readonly kind: Fate['kind'];
  /** In the clinic's zone. */
  readonly on: LocalDate;
  /** Milliseconds. */
  readonly at: number;
  readonly started: boolean;
  readonly usable: boolean;
  readonly unwanted?: boolean | undefined;
  readonly windowDays?: number | undefined;
  readonly migraineDays?: number | undefined;
}

/** Which survey is counted. */
export type CountedSurvey = Pick<Counted, 'surveyId' | 'clinicId' | 'clientRef' | 'instrument' | 'technique'>;

export const emptyTally = (survey: CountedSurvey): Tally => ({
  surveyId: survey.surveyId,
  clinicId: survey.clinicId,
  clientRef: survey.clientRef,
  instrument: survey.instrument,
  technique: survey.technique ?? UNKNOWN_TECHNIQUE,
  messages: [],
  fate: undefined,
});

/** The tally of a survey that ended. */
export const withFate = (tally: Tally, counted: Counted): Tally => ({
  ...tally,
  instrument: counted.instrument,
  technique: counted.technique ?? UNKNOWN_TECHNIQUE,
  fate: {
    kind: counted.kind,
    on: counted.on,
    started: counted.started,
    usable: counted.usable,
    unwanted: counted.instrument === 'post-session@1' && counted.usable ? counted.unwanted : undefined,
  },
});

const visitForm = (record: ClientRecord, counted: Counted): ClientRecord => {
  const { surveyId, on, at } = counted;
  const isKnown = counted.kind === 'answered' && counted.usable;
  const row = { surveyId, on, at, technique: counted.technique ?? UNKNOWN_TECHNIQUE };
  return isKnown ? { ...record, visits: [...record.visits, row] } : record;
};

const followUp = (record: ClientRecord, counted: Counted): ClientRecord => {
  const { surveyId, on, at } = counted;
  const row = { surveyId, on, at, technique: counted.technique ?? UNKNOWN_TECHNIQUE };
  if (counted.kind === 'expired') return { ...record, silent: [...record.silent, row] };
  return {
    ...record,
    windows: [...record.windows, { ...row, windowDays: counted.windowDays ?? 0, migraineDays: counted.migraineDays }],
  };
};

/** A client's record with one more survey that ended. */
export const withEnded = (record: ClientRecord, counted: Counted): ClientRecord => {
  const { surveyId, on, at, migraineDays } = counted;
  if (counted.instrument === 'post-session@1') return visitForm(record, counted);
  if (counted.instrument === 'follow-up@1') return followUp(record, counted);
  const isBaseline = counted.kind === 'answered' && migraineDays !== undefined;
  return isBaseline ? { ...record, baselines: [...record.baselines, { surveyId, on, at, migraineDays }] } : record;
};

const withoutFate = (tally: Tally): Tally => ({ ...tally, fate: undefined });

/** The record with the survey as it counts now, if it counts. */
const withOnly = (record: ClientRecord, surveyId: string, counted: Counted | undefined): ClientRecord => {
  const others = withoutSurvey(record, surveyId);
  return counted === undefined ? others : withEnded(others, counted);
};

/** Keeps counters and scores equal to the answers: all change in one transaction. */
@Injectable()
export class Counting {
  constructor(
    private readonly tallies: TallyStore,
    private readonly records: ClientRecords,
    private readonly cells: CounterCells,
  ) {}

  /** Once per survey: when it is answered in time, or when it closes unanswered. */
  async ended(counted: Counted, work: UseCaseWork): Promise<void> {
    await this.replace(counted, { counted, again: false }, work);
  }

  /** Answers of a survey that counts already were changed: it counts as they are now, once. */
  async changed(counted: Counted, work: UseCaseWork): Promise<void> {
    await this.replace(counted, { counted, again: true }, work);
  }

  /** A survey that counts already was never due. */
  async takenBack(survey: CountedSurvey, work: UseCaseWork): Promise<void> {
    await this.replace(survey, { counted: undefined, again: true }, work);
  }

  private async replace(
    about: CountedSurvey,
    { counted, again }: { readonly counted: Counted | undefined; readonly again: boolean },
    work: UseCaseWork,
  ): Promise<void> {
    const { tally, record, before } = await this.load(about, work);
    if (!again && before.tally.fate !== undefined) return;
    const after = {
      tally: counted === undefined ? withoutFate(before.tally) : withFate(before.tally, counted),
      record: withOnly(before.record, about.surveyId, counted),
    };
    this.tallies.save(after.tally, tally?.version, work.writes);
    if (after.record !== before.record) this.records.save(after.record, record?.version, work.writes);
    await this.add(about.clinicId, difference(countsOfTally(after.tally), countsOfTally(before.tally)), work);
  }

  private async load(about: CountedSurvey, work: UseCaseWork) {
    const { clinicId, surveyId, clientRef } = about;
    const survey: ClinicKey = { clinicId, id: surveyId };
    const tally = (await this.tallies.many([survey], work.within)).get(nameOf(survey));
    const record = await this.records.load({ clinicId, id: clientRef }, work.within);
    const before = {
      tally: tally?.state ?? emptyTally(about),
      record: record?.state ?? emptyRecord(clinicId, clientRef),
    };
    return { tally, record, before };
  }

  private async add(clinicId: string, increments: Increments, work: UseCaseWork): Promise<void> {
    const places = [...increments.values()].map(({ cell }) => ({ clinicId, cell }));
    const read = await this.cells.many(places, work.within);
    writeIncrements(this.cells, { clinicId, increments, read }, work.writes);
  }
}
