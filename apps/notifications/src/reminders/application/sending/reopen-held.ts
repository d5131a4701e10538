import { DueWork } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { clientName } from '../../../contacts/application/ports.js';
import { nextHoldLook } from '../../domain/holds.js';
import { replan, skip } from '../../domain/reminder.js';
import type { Reminder } from '../../domain/reminder.js';
import { SendLedger, WaitingLedger } from './ledger.js';
import { oneByOne } from './one-by-one.js';
import { SendProjections } from './owners.js';

const isHeldByFlag = ({ reason }: Reminder): boolean => reason === 'SAFETY_HOLD';

const reopened = (row: Reminder, now: Date, isFlagged: boolean): Reminder => {
  const reason = row.reason ?? 'TOO_LATE';
  if (now >= row.notAfter) return skip(row, reason, now);
  // Without a word in its history: nothing happened, and a flag may be open for days.
  if (isHeldByFlag(row) && isFlagged) return { ...row, dueAt: nextHoldLook(row, now) };
  return replan(row, { dueAt: now, at: now, reason });
};

/** Held rows are looked at again when their time comes: a silent owner may have come back, a hold may have outlived its use. */
@Injectable()
export class ReopenHeld extends DueWork {
  override readonly name = 'reopen-held-reminders';

  constructor(
    private readonly waiting: WaitingLedger,
    private readonly ledger: SendLedger,
    private readonly projections: SendProjections,
    private readonly transactions: Transactions,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    const rows = await this.waiting.heldUntil(now);
    // They are held by now, so whoever clears a flag from here on finds them.
    const holds = await this.projections.holdsOf(rows.filter(isHeldByFlag));
    await oneByOne(rows, ({ clinicId, id }) =>
      this.transactions.run(async ({ within, writes }) => {
        const row = await this.ledger.find({ clinicId, id }, within);
        if (row?.state !== 'held' || row.dueAt > now) return;
        this.ledger.put(reopened(row, now, holds.get(clientName(row))?.flagged === true), writes);
      }),
    );
  }

  override nextAt(): Promise<Date | undefined> {
    return this.waiting.nextHeldAt();
  }
}
