import { DueWork } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { onOtherChannel, unheard } from '../../domain/after-failure.js';
import type { Reminder } from '../../domain/reminder.js';
import { allowedFor, PlanningContext } from '../planning/planning-context.js';
import { SendLedger, WaitingLedger } from './ledger.js';
import { oneByOne } from './one-by-one.js';

/** A text that nobody called delivered in two hours is owed on the other channel; should it arrive after all, that one stops. */
@Injectable()
export class TryOtherChannel extends DueWork {
  override readonly name = 'try-other-channel';

  constructor(
    private readonly waiting: WaitingLedger,
    private readonly ledger: SendLedger,
    private readonly context: PlanningContext,
    private readonly transactions: Transactions,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    const rows = await this.waiting.unheardUntil(now);
    if (rows.length === 0) return;
    const allowed = await this.context.allowedOf(rows);
    await oneByOne(rows, (row) => this.tryOther(row, { allowed: allowedFor(allowed, row), at: now }));
  }

  override nextAt(): Promise<Date | undefined> {
    return this.waiting.nextHeardBy();
  }

  private async tryOther(row: Reminder, context: Parameters<typeof onOtherChannel>[1]): Promise<void> {
    await this.transactions.run(async ({ within, writes }) => {
      const current = await this.ledger.find(row, within);
      // A report was quicker.
      if (current?.version !== row.version) return;
      this.ledger.put(unheard(row, context.at), writes);
      const other = onOtherChannel(row, context);
      if (other !== undefined && (await this.ledger.find(other, within)) === undefined) this.ledger.put(other, writes);
    });
  }
}
