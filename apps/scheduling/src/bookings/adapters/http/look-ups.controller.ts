import type { Loaded } from '@aftercare/messaging';
import { ServiceOnly } from '@aftercare/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import * as z from 'zod';
import { Clients } from '../../../clients/application/ports.js';
import type { Client } from '../../../clients/application/ports.js';
import { Clinics } from '../../../clinics/application/ports.js';
import type { Clinic } from '../../../clinics/application/ports.js';
import { tookPlace } from '../../domain/session.js';
import { BookingQueries } from '../mongo/booking-queries.js';
import type { NumberedSession } from '../mongo/booking-queries.js';

const id = z.string().min(1).max(64);
const most = 500;
const bookingRefs = z.strictObject({ refs: z.array(z.strictObject({ clinicId: id, bookingId: id })).max(most) });
const visitRefs = z.strictObject({
  refs: z.array(z.strictObject({ clinicId: id, clientRef: id, sessionIds: z.array(id).max(most) })).max(most),
});
const nextRefs = z.strictObject({
  refs: z.array(z.strictObject({ clinicId: id, clientRef: id })).max(most),
  after: z.iso.datetime({ offset: true }),
});

const sessionItem = ({ session, number, firstSessionAt }: NumberedSession) => ({
  clinicId: session.clinicId,
  sessionId: session.id,
  bookingId: session.bookingId,
  clientRef: session.clientRef,
  techniques: session.techniques,
  areas: session.areas,
  practitionerId: session.practitionerId,
  sessionNumber: number,
  firstSessionAt: firstSessionAt.toISOString(),
  startedAt: session.startedAt.toISOString(),
  endedAt: session.endedAt.toISOString(),
  presumed: session.record === 'presumed',
  tookPlace: tookPlace(session),
});

const clinicItem = ({ state }: Loaded<Clinic>) => ({
  clinicId: state.clinicId,
  alias: state.alias,
  zone: state.zone,
  phone: state.phone,
  emergencyNumber: state.emergencyNumber,
  urgentNumber: state.urgentNumber,
  surveyDelays: state.surveyDelays,
});

const clientItem = ({ state }: Loaded<Client>) => ({
  clinicId: state.clinicId,
  clientRef: state.ref,
  zone: state.zone,
  yearOfBirth: state.yearOfBirth,
});

/** What other services ask about bookings and sessions, always in bulk. */
@ServiceOnly()
@Controller('internal')
export class LookUpsController {
  constructor(
    private readonly queries: BookingQueries,
    private readonly clients: Clients,
    private readonly clinics: Clinics,
  ) {}

  @Post('bookings/look-up')
  @HttpCode(200)
  async bookings(@Body({ schema: bookingRefs }) { refs }: z.output<typeof bookingRefs>) {
    const found = await this.queries.many(refs.map(({ clinicId, bookingId }) => ({ clinicId, id: bookingId })));
    return {
      items: found.map((booking) => ({
        clinicId: booking.clinicId,
        bookingId: booking.id,
        clientRef: booking.clientRef,
        state: booking.state,
        sequence: booking.sequence,
        startsAt: booking.startsAt.toISOString(),
        endsAt: booking.endsAt.toISOString(),
        timeZone: booking.timeZone,
        place: booking.place,
      })),
    };
  }

  @Post('clients/next-bookings')
  @HttpCode(200)
  async next(@Body({ schema: nextRefs }) { refs, after }: z.output<typeof nextRefs>) {
    const keys = refs.map(({ clinicId, clientRef }) => ({ clinicId, id: clientRef }));
    const found = await this.queries.next(keys, new Date(after));
    return {
      items: found.map((booking) => ({
        clinicId: booking.clinicId,
        clientRef: booking.clientRef,
        bookingId: booking.id,
        startsAt: booking.startsAt.toISOString(),
      })),
    };
  }

  /** Everything about the visits of some clients that decides which forms they get: one request for a whole batch of events. */
  @Post('visits/look-up')
  @HttpCode(200)
  async visits(@Body({ schema: visitRefs }) { refs }: z.output<typeof visitRefs>) {
    const [clinics, clients, sessions] = await Promise.all([
      this.clinics.many([...new Set(refs.map(({ clinicId }) => clinicId))]),
      this.clients.many(refs.map(({ clinicId, clientRef }) => ({ clinicId, id: clientRef }))),
      this.queries.sessions(refs),
    ]);
    return {
      clinics: clinics.map(clinicItem),
      clients: clients.map(clientItem),
      sessions: sessions.map(sessionItem),
    };
  }
}
