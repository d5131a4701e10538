import { ServiceOnly } from '@aftercare/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import * as z from 'zod';
import { Clients } from '../../../clients/application/ports.js';
import { tookPlace } from '../../domain/session.js';
import { BookingQueries } from '../mongo/booking-queries.js';
import type { NumberedSession } from '../mongo/booking-queries.js';

const id = z.string().min(1).max(64);
const most = 500;
const bookingRefs = z.strictObject({ refs: z.array(z.strictObject({ clinicId: id, bookingId: id })).max(most) });
const sessionRefs = z.strictObject({ refs: z.array(z.strictObject({ clinicId: id, sessionId: id })).max(most) });
const nextRefs = z.strictObject({
  refs: z.array(z.strictObject({ clinicId: id, clientRef: id })).max(most),
  after: z.iso.datetime({ offset: true }),
});

const sessionItem = ({ session, number, firstSessionAt }: NumberedSession, yearOfBirth: number | null) => ({
  clinicId: session.clinicId,
  sessionId: session.id,
  bookingId: session.bookingId,
  clientRef: session.clientRef,
  techniques: session.techniques,
  areas: session.areas,
  practitionerId: session.practitionerId,
  sessionNumber: number,
  firstSessionAt: firstSessionAt.toISOString(),
  yearOfBirth,
  startedAt: session.startedAt.toISOString(),
  endedAt: session.endedAt.toISOString(),
  presumed: session.record === 'presumed',
  tookPlace: tookPlace(session),
});

/** What other services ask about bookings and sessions, always in bulk. */
@ServiceOnly()
@Controller('internal')
export class LookUpsController {
  constructor(
    private readonly queries: BookingQueries,
    private readonly clients: Clients,
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

  @Post('sessions/look-up')
  @HttpCode(200)
  async sessions(@Body({ schema: sessionRefs }) { refs }: z.output<typeof sessionRefs>) {
    const found = await this.queries.sessions(refs.map(({ clinicId, sessionId }) => ({ clinicId, id: sessionId })));
    const keys = found.map(({ session }) => ({ clinicId: session.clinicId, id: session.clientRef }));
    const clients = await this.clients.many([
      ...new Map(keys.map((key) => [`${key.clinicId}/${key.id}`, key])).values(),
    ]);
    const born = new Map(clients.map(({ state }) => [`${state.clinicId}/${state.ref}`, state.yearOfBirth]));
    return {
      items: found.map((each) =>
        sessionItem(each, born.get(`${each.session.clinicId}/${each.session.clientRef}`) ?? null),
      ),
    };
  }
}
