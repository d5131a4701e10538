import { bookingCancelledV1, bookingConfirmedV1, bookingMarkedV1, bookingRescheduledV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { markAfterMiss } from '../../domain/after-miss.js';
import type { MarkFact } from '../../domain/after-miss.js';
import { planAppointments } from '../../domain/plan-appointments.js';
import type { BookingFact, BookingPlan, BookingReminders } from '../../domain/plan-appointments.js';
import { BOOKING_PLANS, PlanStore } from '../plan-store.js';
import { allowedFor, PlanningContext } from './planning-context.js';
import type { AllowedByClient } from './planning-context.js';
import { rememberTrace } from './remember-trace.js';

type ChangeContracts = typeof bookingConfirmedV1 | typeof bookingRescheduledV1 | typeof bookingCancelledV1;
type BookingContracts = ChangeContracts | typeof bookingMarkedV1;
type ChangeEvent = EventOf<ChangeContracts>;
type MarkEvent = EventOf<typeof bookingMarkedV1>;
type BookingEvent = ChangeEvent | MarkEvent;

const visitOf = (event: BookingEvent) => ({
  clinicId: event.clinicid,
  bookingId: event.data.bookingId,
  clientRef: event.data.clientRef,
  sequence: event.data.sequence,
  startsAt: new Date(event.data.startsAt),
  endsAt: new Date(event.data.endsAt),
  visitZone: event.data.timeZone,
});

const head = (event: ChangeEvent): Omit<BookingFact, 'what' | 'at'> => ({
  ...visitOf(event),
  imported: event.data.origin === 'import',
  afterMiss: 'afterMiss' in event.data && event.data.afterMiss === true,
});

/** An import tells when the other calendar took the booking; what counts here is when we learned of it. */
const learnedAt = (event: ChangeEvent, at: string): Date => new Date(event.data.origin === 'import' ? event.time : at);

const factOf = (event: ChangeEvent): BookingFact => {
  switch (event.type) {
    case 'aftercare.scheduling.booking.confirmed.v1':
      return { ...head(event), what: 'booked', at: learnedAt(event, event.data.bookedAt) };
    case 'aftercare.scheduling.booking.rescheduled.v1':
      return {
        ...head(event),
        what: 'moved',
        at: learnedAt(event, event.data.movedAt),
        previousStartsAt: new Date(event.data.previousStartsAt),
      };
    case 'aftercare.scheduling.booking.cancelled.v1':
      return { ...head(event), what: 'cancelled', at: learnedAt(event, event.data.cancelledAt) };
  }
};

const markOf = (event: MarkEvent): MarkFact => {
  const { afterMiss, version, at } = event.data;
  return { ...visitOf(event), afterMiss, version, at: new Date(at) };
};

const isMark = (event: BookingEvent): event is MarkEvent => event.type === bookingMarkedV1.type;

/** Turns the life of a booking into the reminders that are owed for it. */
@Injectable()
export class PlanAppointmentReminders extends Reaction<BookingReminders, BookingContracts, AllowedByClient> {
  override readonly name = 'plan-appointment-reminders';
  override readonly consumes = [bookingConfirmedV1, bookingRescheduledV1, bookingCancelledV1, bookingMarkedV1] as const;

  constructor(
    private readonly plans: PlanStore,
    private readonly context: PlanningContext,
  ) {
    super();
  }

  override keyOf(event: BookingEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.bookingId };
  }

  override facts(events: readonly BookingEvent[]): Promise<AllowedByClient> {
    return this.context.allowedOf(
      events.map((event) => ({ clinicId: event.clinicid, clientRef: event.data.clientRef })),
    );
  }

  override load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<BookingReminders>>> {
    return this.plans.load<BookingPlan>(BOOKING_PLANS, keys, within);
  }

  override decide(
    state: BookingReminders | undefined,
    event: BookingEvent,
    facts: AllowedByClient,
  ): Decision<BookingReminders> {
    const allowed = allowedFor(facts, { clinicId: event.clinicid, clientRef: event.data.clientRef });
    const planned = isMark(event)
      ? markAfterMiss(state, markOf(event), allowed)
      : planAppointments(state, factOf(event), allowed);
    return { state: rememberTrace(planned, event), says: [] };
  }

  override save(changes: readonly Change<BookingReminders>[], work: UnitOfWork): void {
    this.plans.save(BOOKING_PLANS, changes, work);
  }
}
