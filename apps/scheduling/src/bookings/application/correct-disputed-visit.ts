import { visitDisputedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Booking, Over } from '../domain/booking.js';
import { disputeSession } from '../domain/session.js';
import type { Session } from '../domain/session.js';
import { BookingStore, SessionStore } from './ports.js';
import { sayRecorded } from './sayings.js';

type VisitDisputed = EventOf<typeof visitDisputedV1>;

/** A session and the place it was held in; the versions of both are checked when they are written. */
export interface DisputedVisit {
  readonly session: Loaded<Session>;
  readonly booking: Loaded<Booking>;
}

/** A client says that a presumed session did not take place: the record follows. What a practitioner recorded stays. */
@Injectable()
export class CorrectDisputedVisit extends Reaction<DisputedVisit, typeof visitDisputedV1> {
  override readonly name = 'correct-disputed-visit';
  override readonly consumes = [visitDisputedV1] as const;

  constructor(
    private readonly bookings: BookingStore,
    private readonly sessions: SessionStore,
  ) {
    super();
  }

  override keyOf(event: VisitDisputed): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.sessionId };
  }

  override facts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override async load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<DisputedVisit>>> {
    const visits = new Map<string, Loaded<DisputedVisit>>();
    for (const session of await this.sessions.sessions(keys, within)) {
      const { clinicId, id, bookingId } = session.state;
      const booking = await this.bookings.booking({ clinicId, id: bookingId }, within);
      if (booking !== undefined)
        visits.set(nameOf({ clinicId, id }), { state: { session, booking }, version: session.version });
    }
    return visits;
  }

  override decide(visit: DisputedVisit | undefined, event: VisitDisputed): Decision<DisputedVisit> {
    if (visit === undefined) return { state: undefined, says: [] };
    const recorded = disputeSession(visit.session.state, new Date(event.data.at));
    if (recorded.session === visit.session.state) return { state: visit, says: [] };
    const booking = recorded.fact === undefined ? visit.booking.state : missed(visit.booking.state, recorded.session);
    const state = {
      session: { ...visit.session, state: recorded.session },
      booking: { ...visit.booking, state: booking },
    };
    return { state, says: sayRecorded(recorded, visit.session.version + 1) };
  }

  override save(changes: readonly Change<DisputedVisit>[], work: UnitOfWork): void {
    for (const { before, after } of changes) {
      this.sessions.save(after.session.state, after.session.version, work);
      if (after.booking.state !== before?.state.booking.state)
        this.bookings.saveBooking(after.booking.state, after.booking.version, work);
    }
  }
}

const missed = (booking: Booking, session: Session): Booking => {
  if (booking.state === 'cancelled') return booking;
  const over: Over = { ...booking, state: 'missed', closedAt: session.recordedAt };
  return over;
};
