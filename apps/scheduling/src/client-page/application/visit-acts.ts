import { DomainError, sha256 } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { CancelBooking } from '../../bookings/application/change-booking.js';
import { ConfirmAttendance } from '../../bookings/application/confirm-attendance.js';
import { VisitLinks } from './ports.js';
import { VisitPage } from './visit-page.js';

/** What the bearer of a visit's link may do. Whatever happened, the page then shows what is true. */
@Injectable()
export class VisitActs {
  constructor(
    private readonly page: VisitPage,
    private readonly links: VisitLinks,
    private readonly cancelBooking: CancelBooking,
    private readonly confirmAttendance: ConfirmAttendance,
  ) {}

  /** Cancels where that is still open to the client. */
  async cancel(token: string, reason: string | null): Promise<void> {
    const view = await this.page.see(token);
    const key = await this.bookingOf(token);
    if (view?.kind !== 'visit' || view.state !== 'open' || key === undefined) return;
    try {
      await this.cancelBooking.execute({ key, reason, origin: 'client' });
    } catch (error) {
      // Begun or recorded in the meantime: a refusal the page explains better than an error would.
      if (!(error instanceof DomainError)) throw error;
    }
  }

  /** "I will be there", about the time that the page showed. */
  async confirm(token: string, sequence: number): Promise<void> {
    const key = await this.bookingOf(token);
    if (key !== undefined) await this.confirmAttendance.execute({ key, sequence });
  }

  private async bookingOf(token: string): Promise<ClinicKey | undefined> {
    const target = await this.links.find(sha256(token));
    if (target?.kind !== 'visit') return undefined;
    return { clinicId: target.booking.clinicId, id: target.booking.id };
  }
}
