import type { InMemoryTransactions, MemoryDocument, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Attempt } from '../application/sending/ledger.js';
import type { Reminder } from '../domain/reminder.js';

const ROWS = 'reminders';
const ATTEMPTS = 'attempts';

// Only `putRow` and `putAttempt` write these collections.
const copyOf = ({ _id, ...row }: MemoryDocument): Reminder => row as unknown as Reminder;
/** Stored documents never change, so each is turned into a row once. */
const rowsOfDocuments = new WeakMap<MemoryDocument, Reminder>();
const rowOf = (document: MemoryDocument): Reminder => {
  const known = rowsOfDocuments.get(document);
  if (known !== undefined) return known;
  const row = copyOf(document);
  rowsOfDocuments.set(document, row);
  return row;
};
const attemptOf = ({ _id, version: _version, ...attempt }: MemoryDocument): Attempt =>
  ({ ...attempt, id: _id }) as unknown as Attempt;

/** The ledger's documents in memory; every adapter of the ledger is a view of one of these. */
export class InMemoryRows {
  /** Collections that were read do not change either: what is written makes a new one. */
  private readonly rowsOf = new WeakMap<ReadonlyMap<string, MemoryDocument>, readonly Reminder[]>();

  constructor(readonly transactions: InMemoryTransactions) {}

  all(within?: Transaction): readonly Reminder[] {
    const documents = this.transactions.documents(ROWS, within);
    const known = this.rowsOf.get(documents);
    if (known !== undefined) return known;
    const rows = Array.from(documents.values(), rowOf);
    this.rowsOf.set(documents, rows);
    return rows;
  }

  one(
    { clinicId, id }: { readonly clinicId: string; readonly id: string },
    within?: Transaction,
  ): Reminder | undefined {
    const found = this.transactions.documents(ROWS, within).get(id);
    return found?.clinicId === clinicId ? rowOf(found) : undefined;
  }

  byIds(ids: readonly string[], within?: Transaction): readonly Reminder[] {
    const documents = this.transactions.documents(ROWS, within);
    return [...new Set(ids)].flatMap((id) => {
      const found = documents.get(id);
      return found === undefined ? [] : [rowOf(found)];
    });
  }

  put(row: Reminder, writes: UnitOfWork): void {
    const { id, clinicId, version } = row;
    writes.put(ROWS, { clinicId, id }, row, version === 0 ? undefined : version);
  }

  attempts(within?: Transaction): readonly Attempt[] {
    return [...this.transactions.documents(ATTEMPTS, within).values()].map(attemptOf);
  }

  /** Adds an attempt, or what is new about one; `fresh` is what only a new one takes. */
  putAttempt(
    key: { readonly clinicId: string; readonly id: string },
    fields: { readonly told: Partial<Attempt> | object; readonly fresh: object },
    within: Transaction,
  ): void {
    const known = this.transactions.documents(ATTEMPTS, within).get(key.id);
    const { _id, version, ...before } = known ?? { _id: key.id, version: undefined, ...fields.fresh };
    const writes = this.transactions.writesOf(within);
    writes.put(ATTEMPTS, key, { ...before, ...fields.told }, version);
  }

  /** A new attempt; one that is there already is a conflict. */
  insertAttempt({ id, ...attempt }: Attempt, within: Transaction): void {
    this.transactions.writesOf(within).put(ATTEMPTS, { clinicId: attempt.clinicId, id }, attempt, undefined);
  }

  /** One change of several rows outside of any transaction of the caller. */
  change(work: (rows: readonly Reminder[]) => readonly Reminder[], ids?: readonly string[]): Promise<number> {
    return this.transactions.run(async ({ within, writes }) => {
      const changed = work(ids === undefined ? this.all(within) : this.byIds(ids, within));
      for (const row of changed) this.put(row, writes);
      return changed.length;
    });
  }
}
