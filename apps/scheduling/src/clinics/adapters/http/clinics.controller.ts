import { Clock, dateOf, NotFoundError } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import { CurrentStaff, NotAllowedError, ServiceOnly, Staff } from '@aftercare/platform';
import type { StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import type * as z from 'zod';
import { ChangeClinic } from '../../application/change-clinic.js';
import { OpenClinic } from '../../application/open-clinic.js';
import { Clinics } from '../../application/ports.js';
import { given } from '../../../edge/given.js';
import { changeBody, clinicView, lookUpBody, openBody } from './clinic.dto.js';
import type { ClinicView } from './clinic.dto.js';

/** The settings with the date at the clinic, for a reader that knows no time zone. */
export interface ClinicToday extends ClinicView {
  readonly today: LocalDate;
}

/** A clinic's own settings. */
@Controller('v1/clinic')
export class ClinicController {
  constructor(
    private readonly clinics: Clinics,
    private readonly changeClinic: ChangeClinic,
    private readonly clock: Clock,
  ) {}

  @Staff()
  @Get()
  async read(@CurrentStaff() staff: StaffCaller): Promise<ClinicToday> {
    const [found] = await this.clinics.many([staff.clinicId]);
    if (found === undefined) throw new NotFoundError('this clinic has no settings yet');
    return { ...clinicView(found), today: dateOf(this.clock.now(), found.state.zone) };
  }

  @Staff('owner', 'manager')
  @Patch()
  async change(
    @CurrentStaff() staff: StaffCaller,
    @Body({ schema: changeBody }) body: z.output<typeof changeBody>,
  ): Promise<ClinicView> {
    // The first gate of every message is an owner's decision alone.
    if (body.sendMode !== undefined && !staff.roles.includes('owner'))
      throw new NotAllowedError('only an owner sets the send mode');
    return clinicView(await this.changeClinic.execute(staff.clinicId, given(body)));
  }
}

/** What other services ask about clinics, and the gateway's way to open one. */
@ServiceOnly()
@Controller('internal/clinics')
export class ClinicLookUpsController {
  constructor(
    private readonly clinics: Clinics,
    private readonly openClinic: OpenClinic,
  ) {}

  @Post()
  async open(@Body({ schema: openBody }) body: z.output<typeof openBody>): Promise<ClinicView> {
    return clinicView(await this.openClinic.execute(given(body)));
  }

  @Post('look-up')
  @HttpCode(200)
  async lookUp(
    @Body({ schema: lookUpBody }) body: z.output<typeof lookUpBody>,
  ): Promise<{ readonly items: readonly ClinicView[] }> {
    return { items: (await this.clinics.many(body.clinicIds)).map(clinicView) };
  }
}
