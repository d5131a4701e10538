import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { AnswerRate } from '../domain/answer-rate.js';
import type { ClientRecord } from '../domain/client-record.js';
import type { Cell } from '../domain/first-report.js';
import type { CellKey } from '../domain/increments.js';
import type { ShownPeriods } from '../domain/shown-periods.js';
import type { Tally } from '../domain/tally.js';

export type { AnswerRate } from '../domain/answer-rate.js';
export type { Cell } from '../domain/first-report.js';
export type { ShownPeriods } from '../domain/shown-periods.js';

/** Counting records of surveys; `id` of a key is the survey. */
export abstract class TallyStore {
  abstract many(keys: readonly ClinicKey[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<Tally>>>;
  abstract ofClinic(clinicId: string): Promise<readonly Tally[]>;
  abstract save(tally: Tally, expectedVersion: number | undefined, writes: UnitOfWork): void;
}

/** Scores of clients; `id` of a key is the client. */
export abstract class ClientRecords {
  abstract load(client: ClinicKey, within?: Transaction): Promise<Loaded<ClientRecord> | undefined>;
  abstract ofClinic(clinicId: string): Promise<readonly ClientRecord[]>;
  abstract save(record: ClientRecord, expectedVersion: number | undefined, writes: UnitOfWork): void;
}

/** A cell of one clinic. */
export interface ClinicCell {
  readonly clinicId: string;
  readonly cell: CellKey;
}

/** Whole-number counters, one document per cell. */
export abstract class CounterCells {
  /** By `cellId`; what does not exist yet is left out. */
  abstract many(cells: readonly ClinicCell[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<Cell>>>;
  abstract between(
    clinicId: string,
    period: { readonly from: LocalDate; readonly to: LocalDate },
  ): Promise<readonly Cell[]>;
  abstract save(
    place: ClinicCell,
    cell: Cell,
    version: { readonly expected: number | undefined; readonly writes: UnitOfWork },
  ): void;
}

/** What was last found about a clinic's forms: one document per clinic that was ever below. */
export abstract class AnswerRateStore {
  abstract load(clinicId: string, within?: Transaction): Promise<Loaded<AnswerRate> | undefined>;
  abstract save(rate: AnswerRate, expectedVersion: number | undefined, writes: UnitOfWork): void;
}

/** Of which days a clinic's people saw a report: one document per clinic that was ever shown one. */
export abstract class ShownPeriodsStore {
  abstract load(clinicId: string, within?: Transaction): Promise<Loaded<ShownPeriods> | undefined>;
  abstract save(shown: ShownPeriods, expectedVersion: number | undefined, writes: UnitOfWork): void;
}
