import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import { nameOf, sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { anyOf, compact, TenantCollections } from '@aftercare/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { cellId } from '../../application/cell-deltas.js';
import { ClientRecords, CounterCells, TallyStore, type Cell, type ClinicCell } from '../../application/ports.js';
import type { ClientRecord } from '../../domain/client-record.js';
import type { Tally } from '../../domain/tally.js';

interface Head {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
}
type TallyDocument = Head & { readonly tally: Tally };
type RecordDocument = Head & { readonly record: ClientRecord };
type CellDocument = Head & Cell & { readonly on: LocalDate };

const session = (within: Transaction | undefined) => (within === undefined ? {} : { session: sessionOf(within) });

/** A survey that did not end yet has no fate; a stored document leaves the field out. */
const tallyOf = ({ tally }: TallyDocument): Tally => ({ ...tally, fate: tally.fate });

@Injectable()
export class MongoTallyStore extends TallyStore {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async many(keys: readonly ClinicKey[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<Tally>>> {
    if (keys.length === 0) return new Map();
    const found = await this.tallies.find(anyOf(keys, '_id'), session(within)).toArray();
    return new Map(
      found.map((document) => [
        nameOf({ clinicId: document.clinicId, id: document._id }),
        { state: tallyOf(document), version: document.version },
      ]),
    );
  }

  override async ofClinic(clinicId: string): Promise<readonly Tally[]> {
    return (await this.tallies.find({ clinicId }).toArray()).map(tallyOf);
  }

  override save(tally: Tally, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('tallies', { clinicId: tally.clinicId, id: tally.surveyId }, compact({ tally }), expectedVersion);
  }

  private get tallies() {
    return this.collections.of<TallyDocument>('tallies');
  }
}

@Injectable()
export class MongoClientRecords extends ClientRecords {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async load({ clinicId, id }: ClinicKey, within?: Transaction): Promise<Loaded<ClientRecord> | undefined> {
    const found = await this.scores.findOne({ _id: id, clinicId }, session(within));
    return found === null ? undefined : { state: found.record, version: found.version };
  }

  override async ofClinic(clinicId: string): Promise<readonly ClientRecord[]> {
    return (await this.scores.find({ clinicId }).toArray()).map(({ record }) => record);
  }

  override save(record: ClientRecord, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put(
      'client_scores',
      { clinicId: record.clinicId, id: record.clientRef },
      compact({ record }),
      expectedVersion,
    );
  }

  private get scores() {
    return this.collections.of<RecordDocument>('client_scores');
  }
}

@Injectable()
export class MongoCounterCells extends CounterCells implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.cells.createIndex({ clinicId: 1, on: 1 });
  }

  override async many(cells: readonly ClinicCell[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<Cell>>> {
    if (cells.length === 0) return new Map();
    const keys = cells.map(({ clinicId, cell }) => ({ clinicId, id: cellId(clinicId, cell) }));
    const found = await this.cells.find(anyOf(keys, '_id'), session(within)).toArray();
    return new Map(found.map(({ _id, version, cell, counts }) => [_id, { state: { cell, counts }, version }]));
  }

  override async between(
    clinicId: string,
    period: { readonly from: LocalDate; readonly to: LocalDate },
  ): Promise<readonly Cell[]> {
    const found = await this.cells.find({ clinicId, on: { $gte: period.from, $lte: period.to } }).toArray();
    return found.map(({ cell, counts }) => ({ cell, counts }));
  }

  override save(
    place: ClinicCell,
    cell: Cell,
    version: { readonly expected: number | undefined; readonly writes: UnitOfWork },
  ): void {
    const key = { clinicId: place.clinicId, id: cellId(place.clinicId, place.cell) };
    version.writes.put('counters', key, { ...cell, on: cell.cell.on }, version.expected);
  }

  private get cells() {
    return this.collections.of<CellDocument>('counters');
  }
}
