import { InvalidInputError, type LocalDate } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { SCORING } from '../../instruments/application/instruments.js';
import { countsOfClient, emptyRecord, type ClientRecord } from '../domain/client-record.js';
import { firstReport, type Cell, type FirstReport } from '../domain/first-report.js';
import { NOTHING, plus } from '../domain/increments.js';
import { countsOfTally } from '../domain/tally.js';
import { emptyTally, withEnded, withFate, type Counted } from './counting.js';
import { CounterCells, TallyStore } from './ports.js';

export type { FirstReport } from '../domain/first-report.js';

export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Reads the first report from the counters, or makes it afresh from what was counted. */
@Injectable()
export class FirstReports {
  constructor(
    private readonly cells: CounterCells,
    private readonly tallies: TallyStore,
  ) {}

  /** From the counters alone. */
  async read(clinicId: string, period: Period): Promise<FirstReport> {
    return report(clinicId, period, await this.cells.between(clinicId, checked(period)));
  }

  /** From the given surveys, without looking at any counter; deliveries are what providers said. */
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
    const all = [...records.values()].map(countsOfClient).reduce(plus, sum);
    const { from, to } = checked(period);
    const inside = [...all.values()].filter(({ cell }) => cell.on >= from && cell.on <= to);
    return report(clinicId, period, inside);
  }
}

const report = (clinicId: string, period: Period, cells: readonly Cell[]): FirstReport =>
  firstReport({ clinicId, period, scoring: SCORING }, cells);

const checked = (period: Period): Period => {
  if (period.from <= period.to) return period;
  throw new InvalidInputError('the period ends before it begins', [
    { field: 'to', message: 'Must not lie before `from`' },
  ]);
};
