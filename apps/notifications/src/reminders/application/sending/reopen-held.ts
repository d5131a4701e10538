import { DueWork } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { replan, skip } from '../../domain/reminder.js';
import { SendLedger, WaitingLedger } from './ledger.js';
import { oneByOne } from './one-by-one.js';

/** Held rows are looked at again when their time comes: a silent owner may have come back, a hold may have outlived its use. */
@Injectable()
export class ReopenHeld extends DueWork {
  override readonly name = 'reopen-held-reminders';

  constructor(
    private readonly waiting: WaitingLedger,
    private readonly ledger: SendLedger,
    private readonly transactions: Transactions,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    await oneByOne(await this.waiting.heldUntil(now), ({ clinicId, id }) =>
      this.transactions.run(async ({ within, writes }) => {
        const row = await this.ledger.find({ clinicId, id }, within);
        if (row?.state !== 'held' || row.dueAt > now) return;
        const reason = row.reason ?? 'TOO_LATE';
        this.ledger.put(
          now >= row.notAfter ? skip(row, reason, now) : replan(row, { dueAt: now, at: now, reason }),
          writes,
        );
      }),
    );
  }

  override nextAt(): Promise<Date | undefined> {
    return this.waiting.nextHeldAt();
  }
}
