import { reminderFailedV1 } from '@aftercare/contracts';
import { say, Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { clientName } from '../../../contacts/application/ports.js';
import { emailCloses, notProven } from '../../domain/look-up.js';
import type { Reminder } from '../../domain/reminder.js';
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

  async closeEmail(row: Reminder, known: SlotKnowledge, now: Date): Promise<void> {
    const closes = emailCloses(row, now);
    if (now < closes) return this.replace(row, { ...row, channel: 'email', lookAt: closes });
    const contact = known.contacts?.get(clientName(row));
    const allowed = allowedTimes(contact, known.rules.get(row.clinicId));
    await this.transactions.run(async (work) => {
      const current = await this.ledger.find(row, work.within);
      if (current?.version !== row.version) return;
      const failed = notProven(row, now);
      this.ledger.put(failed, work.writes);
      work.say(
        say(reminderFailedV1, row.clinicId, { ...telling(row, 'email', now), reason: 'NOT_PROVEN' }),
        row.version + 1,
      );
      await this.afterFailure.within(
        { row: failed, channel: 'email', reason: 'NOT_PROVEN', at: now, allowed, contact },
        work,
      );
    });
  }
}
