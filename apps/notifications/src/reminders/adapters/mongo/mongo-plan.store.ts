import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, sessionOf } from '@aftercare/messaging';
import type { Change, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { anyOf, LinkTokens, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { PlanStore } from '../../application/plan-store.js';
import type { ClientHolds, PlanKind, PlanState } from '../../application/plan-store.js';
import type { Reminder } from '../../domain/reminder.js';
import { documentOfRow, REMINDERS, rowOfDocument } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';

interface PlanDocument extends mongo.Document {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
}

/** Which rows belong to plans, and to which of them each. */
interface Rows {
  readonly filter: mongo.Filter<ReminderDocument>;
  readonly idOf: (row: Reminder) => string | undefined;
}

export const HOLDS = 'client_holds';

const grouped = (
  rows: readonly Reminder[],
  idOf: (row: Reminder) => string | undefined,
): ReadonlyMap<string, readonly Reminder[]> => {
  const groups = new Map<string, Reminder[]>();
  for (const row of rows) {
    const name = nameOf({ clinicId: row.clinicId, id: idOf(row) ?? '' });
    const group = groups.get(name) ?? [];
    groups.set(name, [...group, row]);
  }
  return groups;
};

@Injectable()
export class MongoPlanStore extends PlanStore {
  constructor(
    private readonly collections: TenantCollections,
    private readonly links: LinkTokens,
  ) {
    super();
  }

  override async load<TPlan extends object>(
    kind: PlanKind,
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<PlanState<TPlan>>>> {
    const rowsOf = (planned: readonly ClinicKey[]): Rows => ({
      filter: anyOf(planned, `subject.${kind.subject}`, { family: { $in: [...kind.families] } }),
      idOf: (row) => row.subject[kind.subject],
    });
    return this.states<TPlan>({ collection: kind.collection, rowsOf }, keys, within);
  }

  override save<TPlan extends object>(
    kind: PlanKind,
    changes: readonly Change<PlanState<TPlan>>[],
    work: UnitOfWork,
  ): void {
    for (const { key, before, after } of changes) {
      work.put(kind.collection, key, after.plan, before?.version);
      this.putRows(before?.state.rows ?? [], after.rows, work);
    }
  }

  override async loadHolds(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<PlanState<ClientHolds>>>> {
    const rowsOf = (planned: readonly ClinicKey[]): Rows => ({
      filter: anyOf(planned, 'clientRef', { state: 'held', reason: 'SAFETY_HOLD' }),
      idOf: (row) => row.clientRef,
    });
    return this.states<ClientHolds>({ collection: HOLDS, rowsOf }, keys, within);
  }

  override saveHolds(changes: readonly Change<PlanState<ClientHolds>>[], work: UnitOfWork): void {
    for (const { key, before, after } of changes) {
      work.put(HOLDS, key, after.plan, before?.version);
      this.putRows(before?.state.rows ?? [], after.rows, work);
    }
  }

  override async loadPlanned(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<readonly Reminder[]>>> {
    const rows = await this.rows(anyOf(keys, 'clientRef', { state: 'planned' }), within);
    const groups = grouped(rows, (row) => row.clientRef);
    return new Map([...groups].map(([name, rows]) => [name, { state: rows, version: 1 }]));
  }

  override savePlanned(changes: readonly Change<readonly Reminder[]>[], work: UnitOfWork): void {
    for (const { before, after } of changes) this.putRows(before?.state ?? [], after, work);
  }

  private async rows(filter: mongo.Filter<ReminderDocument>, within: Transaction): Promise<readonly Reminder[]> {
    const found = await this.collections
      .of<ReminderDocument>(REMINDERS)
      .find(filter, { session: sessionOf(within) })
      .toArray();
    return found.map(rowOfDocument);
  }

  /** Plans first: what has none yet has no rows either, and most events are the first of their subject. */
  private async states<TPlan extends object>(
    from: { readonly collection: string; readonly rowsOf: (planned: readonly ClinicKey[]) => Rows },
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<PlanState<TPlan>>>> {
    const plans = await this.collections
      .of<PlanDocument>(from.collection)
      .find(anyOf(keys), { session: sessionOf(within) })
      .toArray();
    if (plans.length === 0) return new Map();
    const { filter, idOf } = from.rowsOf(plans.map(({ clinicId, _id }) => ({ clinicId, id: _id })));
    const rows = grouped(await this.rows(filter, within), idOf);
    return new Map(
      plans.map(({ _id, clinicId, version, ...plan }) => {
        const name = nameOf({ clinicId, id: _id });
        // Only this store's `save` writes the collection, with plans of this type.
        return [name, { state: { plan: plan as unknown as TPlan, rows: rows.get(name) ?? [] }, version }];
      }),
    );
  }

  /** Only rows that a decision replaced. */
  private putRows(before: readonly Reminder[], after: readonly Reminder[], work: UnitOfWork): void {
    const known = new Set(before);
    for (const row of after.filter((one) => !known.has(one))) {
      work.put(
        REMINDERS,
        { clinicId: row.clinicId, id: row.id },
        documentOfRow(row, this.links),
        row.version === 0 ? undefined : row.version,
      );
    }
  }
}
