import {
  CreatedId,
  CurrentStaff,
  Idempotent,
  pageOf,
  RequestCause,
  Staff,
  type Page,
  type RequestOrigin,
  type StaffCaller,
} from '@aftercare/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ActOnFlag, type FlagAct } from '../../application/act-on-flag.js';
import { Flags } from '../../application/flags.js';
import { FlagStore } from '../../application/ports.js';
import {
  callBody,
  clearBody,
  cursorOf,
  flagView,
  handOverBody,
  listQuery,
  placeFrom,
  type CallBody,
  type ClearBody,
  type FlagView,
  type HandOverBody,
  type ListQuery,
} from './flag.dto.js';

/** Whom a practitioner has to speak with first. The front desk reads none of it. */
@Staff('owner', 'practitioner')
@Controller('v1/flags')
export class FlagsController {
  constructor(
    private readonly store: FlagStore,
    private readonly flags: Flags,
    private readonly acts: ActOnFlag,
  ) {}

  /** Open ones with the neediest first: E, U, R, and of a level the oldest. Others with the newest first. */
  @Staff('owner', 'manager', 'practitioner')
  @Get()
  async list(
    @CurrentStaff() { clinicId, accountId }: StaffCaller,
    @Query({ schema: listQuery }) { state, only, limit, after }: ListQuery,
  ): Promise<Page<FlagView>> {
    const found = await this.store.list(clinicId, {
      ...{ state, limit, after: placeFrom(after) },
      with: only === 'mine' ? accountId : undefined,
    });
    const page = pageOf(found, limit, cursorOf);
    return { ...page, items: page.items.map(flagView) };
  }

  /** By a named person and with a reason; there is no other way. */
  @Post(':id/clear')
  @HttpCode(200)
  async clear(
    @CurrentStaff() { clinicId, accountId }: StaffCaller,
    @Param('id') id: string,
    @Body({ schema: clearBody }) { reason }: ClearBody,
    @RequestCause() cause: RequestOrigin,
  ): Promise<FlagView> {
    return flagView(await this.flags.clear({ clinicId, id }, { who: accountId, reason }, cause));
  }

  /** Refused where a colleague has it; taken twice by the same person, nothing changes. */
  @Post(':id/take')
  @HttpCode(200)
  take(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @RequestCause() cause: RequestOrigin,
  ): Promise<FlagView> {
    return this.act(staff, id, { act: 'take' }, cause);
  }

  /** By whoever has it, or by an owner in their place. A named colleague is asked, not bound: anybody may take it from here on. */
  @Post(':id/hand-over')
  @HttpCode(200)
  handOver(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @Body({ schema: handOverBody }) { to, note }: HandOverBody,
    @RequestCause() cause: RequestOrigin,
  ): Promise<FlagView> {
    return this.act(staff, id, { act: 'hand-over', to, note }, cause);
  }

  /** Also by somebody who does not have the flag. A call clears nothing. */
  @Idempotent()
  @Post(':id/calls')
  noteCall(
    @CurrentStaff() staff: StaffCaller,
    @CreatedId() callId: string,
    @Param('id') id: string,
    @Body({ schema: callBody }) { outcome, time }: CallBody,
    @RequestCause() cause: RequestOrigin,
  ): Promise<FlagView> {
    return this.act(staff, id, { act: 'call', id: callId, outcome, time }, cause);
  }

  /** The client was with a doctor about it. It clears nothing. */
  @Post(':id/seen-by-doctor')
  @HttpCode(200)
  seenByDoctor(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @RequestCause() cause: RequestOrigin,
  ): Promise<FlagView> {
    return this.act(staff, id, { act: 'seen-by-doctor' }, cause);
  }

  private async act(
    { clinicId, accountId, roles }: StaffCaller,
    id: string,
    act: FlagAct,
    cause: RequestOrigin,
  ): Promise<FlagView> {
    const by = { who: accountId, mayForOthers: roles.includes('owner'), act };
    return flagView(await this.acts.execute({ clinicId, id }, by, cause));
  }
}
