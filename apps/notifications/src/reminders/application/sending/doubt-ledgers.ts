import { reminderFailedV1 } from '@aftercare/contracts';
import { say, Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { clientName } from '../../../contacts/application/ports.js';
import { notProven, unaskedCloses } from '../../domain/look-up.js';
import type { Channel, Reminder } from '../../domain/reminder.js';
import { allowedTimes } from '../planning/planning-context.js';
import { SendLedger, WaitingLedger } from './ledger.js';
import { AfterFailure, telling } from './settle.js';
import type { SlotKnowledge } from './slot-knowledge.js';

/** What settling a doubt writes. */
@Injectable()
export class DoubtLedgers {
  constructor(
    readonly waiting: WaitingLedger,
    readonly ledger: SendLedger,
    private readonly transactions: Transactions,
    private readonly afterFailure: AfterFailure,
  ) {}

  /** Writes `next` unless the row has changed since it was read: then somebody knew more. */
  async replace(row: Reminder, next: Reminder): Promise<void> {
    await this.transactions.run(async ({ within, writes }) => {
      const current = await this.ledger.find(row, within);
      if (current?.version === row.version) this.ledger.put(next, writes);
    });
  }

  /** Nobody can be asked what became of it: it waits its half hour for a report and then counts as not proven. */
  async closeUnasked(
    row: Reminder,
    channel: Channel,
    at: { readonly known: SlotKnowledge; readonly now: Date },
  ): Promise<void> {
    const { known, now } = at;
    const closes = unaskedCloses(row, now);
    if (now < closes) return this.replace(row, { ...row, channel, lookAt: closes });
    const contact = known.contacts?.get(clientName(row));
    const allowed = allowedTimes(contact, known.rules.get(row.clinicId));
    await this.transactions.run(async (work) => {
      const current = await this.ledger.find(row, work.within);
      if (current?.version !== row.version) return;
      const failed = notProven({ ...row, channel }, now);
      this.ledger.put(failed, work.writes);
      work.say(
        say(reminderFailedV1, row.clinicId, { ...telling(row, channel, now), reason: 'NOT_PROVEN' }),
        row.version + 1,
      );
      await this.afterFailure.within([{ row: failed, channel, reason: 'NOT_PROVEN', at: now, allowed }], work);
    });
  }
}
