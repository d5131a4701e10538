import {
  CurrentStaff,
  cursorFrom,
  pageOf,
  pageQuery,
  RequestCause,
  Staff,
  type Page,
  type RequestOrigin,
  type StaffCaller,
} from '@aftercare/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { Flags } from '../../application/flags.js';
import { FlagStore, type Flag } from '../../application/ports.js';

const listQuery = z.strictObject({ ...pageQuery, state: z.enum(['open', 'cleared']).optional() });
const clearBody = z.strictObject({ reason: z.string().min(1).max(500) });

/** What was ticked stays sealed; it is not in any list. */
const view = (flag: Flag) => ({
  flagId: flag.id,
  clientRef: flag.clientRef,
  level: flag.level,
  state: flag.state,
  raisedAt: flag.raisedAt.toISOString(),
  sessionId: flag.sessionId ?? null,
  cleared:
    flag.cleared === undefined
      ? null
      : { at: flag.cleared.at.toISOString(), by: flag.cleared.by, reason: flag.cleared.reason },
});
type FlagView = ReturnType<typeof view>;

@Controller('v1/flags')
export class FlagsController {
  constructor(
    private readonly store: FlagStore,
    private readonly flags: Flags,
  ) {}

  @Staff('owner', 'manager', 'practitioner')
  @Get()
  async list(
    @CurrentStaff() staff: StaffCaller,
    @Query({ schema: listQuery }) query: z.output<typeof listQuery>,
  ): Promise<Page<FlagView>> {
    const found = await this.store.list(staff.clinicId, {
      state: query.state,
      limit: query.limit,
      after: cursorFrom(query.after),
    });
    const page = pageOf(found, query.limit, (flag) => `${flag.raisedAt.toISOString()}/${flag.id}`);
    return { ...page, items: page.items.map(view) };
  }

  /** By a named person and with a reason; there is no other way. */
  @Staff('owner', 'practitioner')
  @Post(':id/clear')
  @HttpCode(200)
  async clear(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @Body({ schema: clearBody }) body: z.output<typeof clearBody>,
    @RequestCause() cause: RequestOrigin,
  ): Promise<FlagView> {
    return view(
      await this.flags.clear({ clinicId: staff.clinicId, id }, { who: staff.accountId, reason: body.reason }, cause),
    );
  }
}
