import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, type Change, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { PlanStore } from '../application/plan-store.js';
import type { ClientHolds, PlanKind, PlanState } from '../application/plan-store.js';
import type { Reminder } from '../domain/reminder.js';
import type { InMemoryRows } from './in-memory-rows.js';

export const HOLDS = 'client_holds';

export class InMemoryPlanStore extends PlanStore {
  constructor(private readonly rows: InMemoryRows) {
    super();
  }

  override async load<TPlan extends object>(
    kind: PlanKind,
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<PlanState<TPlan>>>> {
    const rows = this.rows.all(within).filter(({ family }) => kind.families.includes(family));
    return this.states<TPlan>(kind.collection, keys, {
      rowsOf: ({ clinicId, id }) => rows.filter((row) => row.clinicId === clinicId && row.subject[kind.subject] === id),
      within,
    });
  }

  override save<TPlan extends object>(
    kind: PlanKind,
    changes: readonly Change<PlanState<TPlan>>[],
    work: UnitOfWork,
  ): void {
    this.saveStates(kind.collection, changes, work);
  }

  override async loadHolds(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<PlanState<ClientHolds>>>> {
    const rows = this.rows.all(within).filter(({ state, reason }) => state === 'held' && reason === 'SAFETY_HOLD');
    return this.states<ClientHolds>(HOLDS, keys, { rowsOf: (key) => ofClient(rows, key), within });
  }

  override saveHolds(changes: readonly Change<PlanState<ClientHolds>>[], work: UnitOfWork): void {
    this.saveStates(HOLDS, changes, work);
  }

  override async loadPlanned(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<readonly Reminder[]>>> {
    const planned = this.rows.all(within).filter(({ state }) => state === 'planned');
    const groups = keys.map((key) => [nameOf(key), { state: ofClient(planned, key), version: 1 }] as const);
    return new Map(groups.filter(([, { state }]) => state.length > 0));
  }

  override savePlanned(changes: readonly Change<readonly Reminder[]>[], work: UnitOfWork): void {
    for (const { before, after } of changes) this.putRows(before?.state ?? [], after, work);
  }

  private async states<TPlan extends object>(
    collection: string,
    keys: readonly ClinicKey[],
    read: { readonly rowsOf: (key: ClinicKey) => readonly Reminder[]; readonly within: Transaction },
  ): Promise<ReadonlyMap<string, Loaded<PlanState<TPlan>>>> {
    const documents = this.rows.transactions.documents(collection, read.within);
    const found = keys.flatMap((key) => {
      const stored = documents.get(key.id);
      if (stored?.clinicId !== key.clinicId) return [];
      const { _id, clinicId: _clinicId, version, ...plan } = stored;
      // Only `saveStates` writes the collection, with plans of this type.
      const state = { plan: plan as unknown as TPlan, rows: read.rowsOf(key) };
      return [[nameOf(key), { state, version }] as const];
    });
    return new Map(found);
  }

  private saveStates<TPlan extends object>(
    collection: string,
    changes: readonly Change<PlanState<TPlan>>[],
    work: UnitOfWork,
  ): void {
    for (const { key, before, after } of changes) {
      work.put(collection, key, after.plan, before?.version);
      this.putRows(before?.state.rows ?? [], after.rows, work);
    }
  }

  /** Only rows that a decision replaced. */
  private putRows(before: readonly Reminder[], after: readonly Reminder[], work: UnitOfWork): void {
    const known = new Set(before);
    for (const row of after) if (!known.has(row)) this.rows.put(row, work);
  }
}

const ofClient = (rows: readonly Reminder[], { clinicId, id }: ClinicKey): readonly Reminder[] =>
  rows.filter((row) => row.clinicId === clinicId && row.clientRef === id);
