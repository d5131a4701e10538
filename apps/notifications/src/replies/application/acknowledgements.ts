import { replyUnderstoodV1 } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { say, Transactions } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { acknowledged } from '../domain/acknowledgement.js';
import type { Acknowledgement, AcknowledgingIntent, AnsweredVisit } from '../domain/acknowledgement.js';

/** What clients last said about coming, one document per booking. */
export abstract class AcknowledgementStore {
  abstract find(booking: ClinicKey, within?: Transaction): Promise<Loaded<Acknowledgement> | undefined>;
  abstract save(
    clinicId: string,
    said: Acknowledgement,
    to: { readonly version?: number; readonly work: UnitOfWork },
  ): void;
}

/** Tells the owner of the booking what its client said. It decides what follows; nothing is told twice. */
@Injectable()
export class AcknowledgeVisit {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: AcknowledgementStore,
  ) {}

  /** Answers whether anything was new. */
  async execute(
    clinicId: string,
    said: { readonly visit: AnsweredVisit; readonly intent: AcknowledgingIntent; readonly at: Date },
  ): Promise<boolean> {
    const { bookingId, sequence } = said.visit;
    return this.transactions.run(async (work) => {
      const known = await this.store.find({ clinicId, id: bookingId }, work.within);
      const next = acknowledged(known?.state, said);
      if (next === undefined) return false;
      const version = known?.version;
      this.store.save(clinicId, next, { work: work.writes, ...(version === undefined ? {} : { version }) });
      const data = { bookingId, sequence, intent: said.intent, at: said.at.toISOString() };
      work.say(say(replyUnderstoodV1, clinicId, data), (version ?? 0) + 1);
      return true;
    });
  }
}
