import { Clock, NotFoundError } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import type { Cause, Loaded, UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { close, presumeAt } from '../domain/booking.js';
import type { Booking, Outcome } from '../domain/booking.js';
import { recordSession, sessionIdOf } from '../domain/session.js';
import type { Session, SessionDetails } from '../domain/session.js';
import { BookingStore, SessionStore } from './ports.js';
import { sayRecorded } from './sayings.js';
import { VisitsAhead } from './visits-ahead.js';

export interface RecordOutcomeCommand {
  readonly key: ClinicKey;
  readonly record: 'completed' | 'missed';
  readonly details: SessionDetails;
}

export interface RecordedOutcome {
  readonly booking: Booking;
  readonly session: Session;
}

/** Records what became of a held place: it took place, or the client did not come. A later word puts an earlier one right. */
@Injectable()
export class RecordOutcome {
  constructor(
    private readonly transactions: Transactions,
    private readonly bookings: BookingStore,
    private readonly sessions: SessionStore,
    private readonly visitsAhead: VisitsAhead,
    private readonly clock: Clock,
  ) {}

  execute(command: RecordOutcomeCommand, cause?: Cause): Promise<RecordedOutcome> {
    return this.transactions.run(async (work) => {
      const loaded = await this.bookings.booking(command.key, work.within);
      if (loaded === undefined) throw new NotFoundError('there is no such visit');
      return this.record(work, loaded, { record: command.record, details: command.details });
    }, cause);
  }

  /** Does nothing where somebody recorded or changed something in the meantime. */
  async presume(key: ClinicKey): Promise<void> {
    await this.transactions.run(async (work) => {
      const loaded = await this.bookings.booking(key, work.within);
      const due = loaded === undefined ? undefined : presumeAt(loaded.state);
      if (loaded === undefined || due === undefined || due.getTime() > this.clock.now().getTime()) return;
      await this.record(work, loaded, { record: 'presumed', details: {} });
    });
  }

  private async record(
    work: UseCaseWork,
    loaded: Loaded<Booking>,
    outcome: { readonly record: Outcome; readonly details: SessionDetails },
  ): Promise<RecordedOutcome> {
    const now = this.clock.now();
    const { clinicId, id } = loaded.state;
    const booking = close(loaded.state, outcome.record, now);
    const [before] = await this.sessions.sessions([{ clinicId, id: sessionIdOf(id) }], work.within);
    const recorded = recordSession(before?.state, booking, { ...outcome, at: now });
    if (recorded.session === before?.state) return { booking: loaded.state, session: recorded.session };
    this.bookings.saveBooking(booking, loaded.version, work.writes);
    this.sessions.save(recorded.session, before?.version, work.writes);
    await this.visitsAhead.learnOf(booking, work);
    const version = (before?.version ?? 0) + 1;
    for (const saying of sayRecorded(recorded, version)) work.say(saying, version);
    return { booking, session: recorded.session };
  }
}
