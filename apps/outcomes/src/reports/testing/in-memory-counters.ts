import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import {
  nameOf,
  type InMemoryTransactions,
  type Loaded,
  type Transaction,
  type UnitOfWork,
} from '@aftercare/messaging';
import { cellId } from '../application/cell-deltas.js';
import { ClientRecords, CounterCells, TallyStore, type ClinicCell } from '../application/ports.js';
import type { ClientRecord } from '../domain/client-record.js';
import type { Cell } from '../domain/first-report.js';
import type { Tally } from '../domain/tally.js';

export class InMemoryTallyStore extends TallyStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async many(keys: readonly ClinicKey[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<Tally>>> {
    const wanted = new Set(keys.map(nameOf));
    const all = this.transactions.states<Tally>('tallies', within);
    return new Map(all.map((one): [string, Loaded<Tally>] => [nameOf(one), one]).filter(([name]) => wanted.has(name)));
  }
  override async ofClinic(clinicId: string): Promise<readonly Tally[]> {
    return this.transactions
      .states<Tally>('tallies')
      .flatMap(({ state }) => (state.clinicId === clinicId ? [state] : []));
  }
  override save(tally: Tally, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('tallies', { clinicId: tally.clinicId, id: tally.surveyId }, { state: tally }, expectedVersion);
  }
}

export class InMemoryClientRecords extends ClientRecords {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async load(client: ClinicKey, within?: Transaction): Promise<Loaded<ClientRecord> | undefined> {
    return this.transactions
      .states<ClientRecord>('client_scores', within)
      .find((one) => nameOf(one) === nameOf(client));
  }
  override async ofClinic(clinicId: string): Promise<readonly ClientRecord[]> {
    return this.transactions
      .states<ClientRecord>('client_scores')
      .flatMap(({ state }) => (state.clinicId === clinicId ? [state] : []));
  }
  override save(record: ClientRecord, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put(
      'client_scores',
      { clinicId: record.clinicId, id: record.clientRef },
      { state: record },
      expectedVersion,
    );
  }
}

export class InMemoryCounterCells extends CounterCells {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async many(cells: readonly ClinicCell[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<Cell>>> {
    const wanted = new Set(cells.map(({ clinicId, cell }) => cellId(clinicId, cell)));
    const all = this.transactions.states<Cell>('counters', within);
    return new Map(all.filter(({ id }) => wanted.has(id)).map((one) => [one.id, one]));
  }
  override async between(
    clinicId: string,
    period: { readonly from: LocalDate; readonly to: LocalDate },
  ): Promise<readonly Cell[]> {
    return this.transactions.states<Cell>('counters').flatMap((one) => {
      const isInside = one.state.cell.on >= period.from && one.state.cell.on <= period.to;
      return one.clinicId === clinicId && isInside ? [one.state] : [];
    });
  }
  override save(
    place: ClinicCell,
    cell: Cell,
    version: { readonly expected: number | undefined; readonly writes: UnitOfWork },
  ): void {
    version.writes.put(
      'counters',
      { clinicId: place.clinicId, id: cellId(place.clinicId, place.cell) },
      { state: cell },
      version.expected,
    );
  }
}
