import { NotFoundError } from '@aftercare/kernel';
import { CreatedId, CurrentStaff, Idempotent, RequestCause, Staff } from '@aftercare/platform';
import type { Page, RequestOrigin, StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { BookSession } from '../../application/book-session.js';
import { CancelBooking, MoveBooking } from '../../application/change-booking.js';
import { BookingQueries } from '../mongo/booking-queries.js';
import { bookBody, bookingQuery, bookingView, cancelBody, moveBody } from './booking.dto.js';
import type { BookBody, BookingQuery, BookingView, CancelBody, MoveBody } from './booking.dto.js';

/** Staff book, move and cancel. */
@Staff('owner', 'manager', 'practitioner', 'front-desk', 'integrator')
@Controller('v1/bookings')
export class BookingsController {
  constructor(
    private readonly bookSession: BookSession,
    private readonly moveBooking: MoveBooking,
    private readonly cancelBooking: CancelBooking,
    private readonly queries: BookingQueries,
  ) {}

  @Get()
  async list(
    @CurrentStaff() staff: StaffCaller,
    @Query({ schema: bookingQuery }) query: BookingQuery,
  ): Promise<Page<BookingView>> {
    const page = await this.queries.list({ ...query, clinicId: staff.clinicId });
    return { ...page, items: page.items.map(bookingView) };
  }

  @Get(':id')
  async one(@CurrentStaff() staff: StaffCaller, @Param('id') id: string): Promise<BookingView> {
    const booking = await this.queries.one({ clinicId: staff.clinicId, id });
    if (booking === undefined) throw new NotFoundError('there is no such visit');
    return bookingView(booking);
  }

  @Post()
  @Idempotent()
  async book(
    @CurrentStaff() staff: StaffCaller,
    @CreatedId() id: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: bookBody }) body: BookBody,
  ): Promise<BookingView> {
    return bookingView(await this.bookSession.execute({ ...body, id, clinicId: staff.clinicId }, cause));
  }

  @Post(':id/move')
  @HttpCode(200)
  async move(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: moveBody }) body: MoveBody,
  ): Promise<BookingView> {
    const key = { clinicId: staff.clinicId, id };
    return bookingView(await this.moveBooking.execute({ ...body, key, origin: 'desk' }, cause));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: cancelBody }) body: CancelBody,
  ): Promise<BookingView> {
    const key = { clinicId: staff.clinicId, id };
    return bookingView(await this.cancelBooking.execute({ key, reason: body.reason ?? null, origin: 'desk' }, cause));
  }
}
