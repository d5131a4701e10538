import { CreatedId, CurrentStaff, Idempotent, RequestCause, Staff } from '@aftercare/platform';
import type { RequestOrigin, Role, StaffCaller } from '@aftercare/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { KeepCarePlan } from '../../application/keep-care-plan.js';
import type { CarePlanChange } from '../../application/ports.js';
import { ShowFollowUp } from '../../application/show-follow-up.js';
import {
  carePlanView,
  followUpView,
  intervalBody,
  reviewBody,
  riseBody,
  seriesBody,
  stressBody,
} from './follow-up.dto.js';
import type {
  CarePlanView,
  FollowUpView,
  IntervalBody,
  ReviewBody,
  RiseBody,
  SeriesBody,
  StressBody,
} from './follow-up.dto.js';

/** Who may read how a client is, and settle something about it. */
const CARE: readonly Role[] = ['owner', 'manager', 'practitioner'];

/** When the next visit of a client is due and why, and what practitioners settle about it. What is settled is planned anew a moment later. */
@Staff('owner', 'manager', 'practitioner')
@Controller('v1/clients/:ref/follow-up')
export class FollowUpsController {
  constructor(
    private readonly show: ShowFollowUp,
    private readonly keep: KeepCarePlan,
  ) {}

  /** The desk reads days and intervals; reasons say how somebody is, and are for those who treat them. */
  @Staff('owner', 'manager', 'practitioner', 'front-desk', 'integrator')
  @Get()
  async read(@CurrentStaff() staff: StaffCaller, @Param('ref') ref: string): Promise<FollowUpView> {
    const shown = await this.show.of({ clinicId: staff.clinicId, id: ref });
    return followUpView(
      shown,
      staff.roles.some((role) => CARE.includes(role)),
    );
  }

  @Put('interval')
  setInterval(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') ref: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: intervalBody }) body: IntervalBody,
  ): Promise<CarePlanView> {
    return this.change({ staff, ref, cause }, { what: 'interval-set', ...body });
  }

  @Delete('interval')
  clearInterval(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') ref: string,
    @RequestCause() cause: RequestOrigin,
  ): Promise<CarePlanView> {
    return this.change({ staff, ref, cause }, { what: 'interval-cleared' });
  }

  @Put('series')
  setSeries(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') ref: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: seriesBody }) body: SeriesBody,
  ): Promise<CarePlanView> {
    return this.change({ staff, ref, cause }, { what: 'series-set', ...body });
  }

  @Delete('series')
  clearSeries(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') ref: string,
    @RequestCause() cause: RequestOrigin,
  ): Promise<CarePlanView> {
    return this.change({ staff, ref, cause }, { what: 'series-cleared' });
  }

  @Post('stress-periods')
  @Idempotent()
  declareStress(
    @CurrentStaff() staff: StaffCaller,
    @CreatedId() id: string,
    @Param('ref') ref: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: stressBody }) body: StressBody,
  ): Promise<CarePlanView> {
    return this.change({ staff, ref, cause }, { what: 'stress-declared', id, ...body });
  }

  @Delete('stress-periods/:id')
  takeStressBack(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @RequestCause() cause: RequestOrigin,
  ): Promise<CarePlanView> {
    return this.change({ staff, ref, cause }, { what: 'stress-taken-back', id });
  }

  /**
   * Rule A3 waits for it; the body names the window, so that an old page confirms nothing new. Whoever manages the clinic and does not
   * treat the client does not read how their days were, and so does not confirm it.
   */
  @Staff('owner', 'practitioner')
  @Post('confirm-rise')
  @HttpCode(200)
  async confirmRise(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') ref: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: riseBody }) { windowEndsOn }: RiseBody,
  ): Promise<CarePlanView> {
    const client = { clinicId: staff.clinicId, id: ref };
    return carePlanView((await this.keep.confirmRise({ client, by: staff.accountId }, windowEndsOn, cause)).state);
  }

  /** A practitioner has looked at a plan that rule A5 asks them to look at. */
  @Staff('owner', 'practitioner')
  @Post('review')
  @HttpCode(200)
  review(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') ref: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: reviewBody }) { sessionId }: ReviewBody,
  ): Promise<CarePlanView> {
    return this.change({ staff, ref, cause }, { what: 'reviewed', sessionId });
  }

  private async change(
    { staff, ref, cause }: { readonly staff: StaffCaller; readonly ref: string; readonly cause: RequestOrigin },
    change: CarePlanChange,
  ): Promise<CarePlanView> {
    const client = { clinicId: staff.clinicId, id: ref };
    return carePlanView((await this.keep.change({ client, by: staff.accountId }, change, cause)).state);
  }
}
