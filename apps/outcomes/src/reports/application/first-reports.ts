import { InvalidInputError } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { SCORING } from '../../instruments/application/instruments.js';
import { figuresOf } from '../domain/client-figures.js';
import { emptyRecord, type ClientRecord } from '../domain/client-record.js';
import { firstReport, type Cell, type FirstReport } from '../domain/first-report.js';
import { NOTHING, plus } from '../domain/increments.js';
import { isWithin, type Period } from '../domain/period.js';
import { countsOfTally } from '../domain/tally.js';
import { emptyTally, withEnded, withFate, type Counted } from './counting.js';
import { ClientRecords, CounterCells, TallyStore } from './ports.js';

export type { FirstReport } from '../domain/first-report.js';

/** Reads the first report from counters and the scores of clients, or makes it afresh from what was counted. */
@Injectable()
export class FirstReports {
  constructor(
    private readonly cells: CounterCells,
    private readonly tallies: TallyStore,
    private readonly records: ClientRecords,
  ) {}

  /** Without looking at an answer. */
  async read(clinicId: string, period: Period): Promise<FirstReport> {
    const cells = await this.cells.between(clinicId, checked(period));
    return report({ clinicId, period }, cells, await this.records.ofClinic(clinicId));
  }

  /** From the given surveys, without looking at any counter or score; deliveries are what providers said. */
  async recompute(clinicId: string, period: Period, counted: readonly Counted[]): Promise<FirstReport> {
    const tallies = new Map((await this.tallies.ofClinic(clinicId)).map((tally) => [tally.surveyId, tally]));
    const records = new Map<string, ClientRecord>();
    let sum = NOTHING;
    for (const one of counted) {
      sum = plus(
        sum,
        countsOfTally(withFate({ ...emptyTally(one), messages: tallies.get(one.surveyId)?.messages ?? [] }, one)),
      );
      records.set(one.clientRef, withEnded(records.get(one.clientRef) ?? emptyRecord(clinicId, one.clientRef), one));
    }
    const inside = [...sum.values()].filter(({ cell }) => isWithin(cell.on, checked(period)));
    return report({ clinicId, period }, inside, [...records.values()]);
  }
}

const report = (
  { clinicId, period }: { readonly clinicId: string; readonly period: Period },
  cells: readonly Cell[],
  records: readonly ClientRecord[],
): FirstReport => {
  const people = records.map((record) => figuresOf(record, period));
  return firstReport({ clinicId, period, scoring: SCORING }, cells, people);
};

const checked = (period: Period): Period => {
  if (period.from <= period.to) return period;
  throw new InvalidInputError('the period ends before it begins', [
    { field: 'to', message: 'Must not lie before `from`' },
  ]);
};
