import { runOnce } from '@aftercare/messaging';
import type { Transactions } from '@aftercare/messaging';
import type { PlanStore } from '../application/plan-store.js';
import type { SendLedger, WaitingLedger } from '../application/sending/ledger.js';
import type { SendProjections } from '../application/sending/owners.js';
import type { Claim, Reminder } from '../domain/reminder.js';
import { aReminder } from './a-reminder.js';

/** The ledger's ports over one store; all of them see the same rows. */
export interface LedgerUnderTest {
  readonly transactions: Transactions;
  readonly ledger: SendLedger;
  readonly waiting: WaitingLedger;
  readonly plans: PlanStore;
  readonly projections: SendProjections;
}

export type GivenLedger = () => LedgerUnderTest;

/** The due time of `aReminder`. */
export const due = new Date('2027-03-15T10:30:00Z');
export const after = (ms: number): Date => new Date(due.getTime() + ms);

/** A row that was never stored, under an id of its own. */
export const aRow = (id: string, changes: Partial<Reminder> = {}): Reminder =>
  aReminder({ id, version: 0, occurrence: id, ...changes });

export const aClaim = (id: string, changes: Partial<Claim> = {}): Claim => ({ id, at: due, until: 1000, ...changes });

export const keep = (given: GivenLedger, ...rows: readonly Reminder[]): Promise<void> =>
  runOnce(given().transactions, async ({ writes }) => {
    for (const row of rows) given().ledger.put(row, writes);
  });

export const found = (given: GivenLedger, id: string, clinicId = 'clinic-1'): Promise<Reminder | undefined> =>
  given().transactions.run(({ within }) => given().ledger.find({ clinicId, id }, within));

export const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id).sort();
