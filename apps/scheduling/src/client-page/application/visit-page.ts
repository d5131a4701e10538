import { Clock, DomainError, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { CancelBooking } from '../../bookings/application/change-booking.js';
import type { Booking } from '../../bookings/application/ports.js';
import { Clients } from '../../clients/application/ports.js';
import { Clinics } from '../../clinics/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { isOtherYear, visitState } from '../domain/visit-view.js';
import type { LinkView, NextView, VisitView } from '../domain/visit-view.js';
import { VisitLinks } from './ports.js';

/** What the bearer of a visit's link sees and may do. The token is the only key; nobody signs in. */
@Injectable()
export class VisitPage {
  constructor(
    private readonly links: VisitLinks,
    private readonly clinics: Clinics,
    private readonly clients: Clients,
    private readonly cancelBooking: CancelBooking,
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

  /** Cancels where that is still open to the client; whatever happened, the page then shows what is true. */
  async cancel(token: string, reason: string | null): Promise<void> {
    const view = await this.see(token);
    const target = await this.links.find(sha256(token));
    if (view?.kind !== 'visit' || view.state !== 'open' || target?.kind !== 'visit') return;
    const key = { clinicId: target.booking.clinicId, id: target.booking.id };
    try {
      await this.cancelBooking.execute({ key, reason, origin: 'client' });
    } catch (error) {
      // Begun or recorded in the meantime: a refusal the page explains better than an error would.
      if (!(error instanceof DomainError)) throw error;
    }
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
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      place: booking.place,
      timeZone: booking.timeZone,
      zoneNamed: client !== undefined && client.zone !== booking.timeZone,
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
