import { CurrentStaff, RequestCause, Staff } from '@aftercare/platform';
import type { RequestOrigin, StaffCaller } from '@aftercare/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { RecordOutcome } from '../../application/record-outcome.js';
import type { RecordedOutcome } from '../../application/record-outcome.js';
import { bookingView, completeBody, sessionView } from './booking.dto.js';
import type { BookingView, CompleteBody, SessionView } from './booking.dto.js';

const view = ({ booking, session }: RecordedOutcome) => ({ ...bookingView(booking), session: sessionView(session) });

/** Staff record what became of a visit; a later word puts an earlier one right. */
@Staff('owner', 'manager', 'practitioner', 'front-desk', 'integrator')
@Controller('v1/bookings')
export class OutcomesController {
  constructor(private readonly outcome: RecordOutcome) {}

  @Post(':id/complete')
  @HttpCode(200)
  async complete(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: completeBody }) body: CompleteBody,
  ): Promise<BookingView & { readonly session: SessionView }> {
    const key = { clinicId: staff.clinicId, id };
    return view(await this.outcome.execute({ key, record: 'completed', details: body }, cause));
  }

  @Post(':id/no-show')
  @HttpCode(200)
  async missed(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @RequestCause() cause: RequestOrigin,
  ): Promise<BookingView & { readonly session: SessionView }> {
    const key = { clinicId: staff.clinicId, id };
    return view(await this.outcome.execute({ key, record: 'missed', details: {} }, cause));
  }
}
