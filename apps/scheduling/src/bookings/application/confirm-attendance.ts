import { Clock } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import type { Cause } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { acknowledge } from '../domain/booking.js';
import { BookingStore } from './ports.js';
import { sayAcknowledged } from './sayings.js';

export interface ConfirmAttendanceCommand {
  readonly key: ClinicKey;
  /** Of the booking as the page showed it: a yes to an older time means nothing. */
  readonly sequence: number;
}

/** "I will be there", said on the visit's page; it means what a YES to a text means. */
@Injectable()
export class ConfirmAttendance {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: BookingStore,
    private readonly clock: Clock,
  ) {}

  /** Said twice it is said once; about a place that is gone, has begun or was moved since, it changes nothing. */
  execute({ key, sequence }: ConfirmAttendanceCommand, cause?: Cause): Promise<void> {
    return this.transactions.run(async (work) => {
      const loaded = await this.store.booking(key, work.within);
      if (loaded === undefined) return;
      const at = this.clock.now();
      const after = acknowledge(loaded.state, { sequence, comes: true, at });
      if (after === loaded.state) return;
      this.store.saveBooking(after, loaded.version, work.writes);
      work.say(sayAcknowledged(after, { expected: true, at }), loaded.version + 1);
    }, cause);
  }
}
