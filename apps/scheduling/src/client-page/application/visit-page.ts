import { Clock, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { Booking } from '../../bookings/application/ports.js';
import { Clients } from '../../clients/application/ports.js';
import { Clinics } from '../../clinics/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { attendanceOf, isOtherYear, visitState } from '../domain/visit-view.js';
import type { LinkView, NextView, VisitView } from '../domain/visit-view.js';
import { VisitLinks } from './ports.js';

/** What the bearer of a visit's link sees. The token is the only key; nobody signs in. */
@Injectable()
export class VisitPage {
  constructor(
    private readonly links: VisitLinks,
    private readonly clinics: Clinics,
    private readonly clients: Clients,
    private readonly clock: Clock,
  ) {}

  async see(token: string): Promise<LinkView | undefined> {
    const target = await this.links.find(sha256(token));
    if (target === undefined) return undefined;
    const clinicId = target.kind === 'visit' ? target.booking.clinicId : target.clinicId;
    const [clinic] = await this.clinics.many([clinicId]);
    if (clinic === undefined) return undefined;
    return target.kind === 'visit' ? this.visit(target.booking, clinic.state) : next(clinic.state);
  }

  now(): Date {
    return this.clock.now();
  }

  private async visit(booking: Booking, clinic: Clinic): Promise<VisitView> {
    const [client] = await this.clients.plain([{ clinicId: booking.clinicId, id: booking.clientRef }]);
    const now = this.clock.now();
    return {
      kind: 'visit',
      alias: clinic.alias,
      phone: clinic.phone,
      state: visitState(booking, clinic.cutOffHours, now),
      bookingId: booking.id,
      sequence: booking.sequence,
      attendance: attendanceOf(booking, now),
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      place: booking.place,
      timeZone: booking.timeZone,
      zoneNamed: (client?.zone ?? booking.timeZone) !== booking.timeZone,
      yearNamed: isOtherYear(booking.startsAt, booking.timeZone, now),
    };
  }
}

const next = (clinic: Clinic): NextView => ({
  kind: 'next',
  alias: clinic.alias,
  phone: clinic.phone,
  hours: clinic.openingHours,
});
