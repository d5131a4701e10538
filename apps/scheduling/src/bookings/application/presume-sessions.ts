import { doAllDue, DueWork } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { BookingStore, UnrecordedVisits } from './ports.js';
import { RecordOutcome } from './record-outcome.js';

/** One round of the sweep; the rest follows in the next round of the same call. */
const BATCH = 200;

/** Presumes, 3 h after its end, that a visit nobody recorded took place. */
@Injectable()
export class PresumeSessions extends DueWork {
  override readonly name = 'presume-sessions';
  override readonly pollMs = 5000;

  constructor(
    private readonly visits: UnrecordedVisits,
    private readonly outcome: RecordOutcome,
    private readonly bookings: BookingStore,
  ) {
    super();
  }

  override fire(now: Date): Promise<void> {
    return doAllDue({
      name: this.name,
      batch: BATCH,
      due: (limit) => this.visits.due(now, limit),
      each: (key) => this.outcome.presume(key),
    });
  }

  override nextAt(): Promise<Date | undefined> {
    return this.visits.nextAt();
  }

  override get changes(): number {
    return this.bookings.saves;
  }
}
