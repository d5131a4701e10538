import { cursorFrom, CurrentStaff, pageOf, pageQuery, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Controller, Get, Query } from '@nestjs/common';
import * as z from 'zod';
import { FollowUps } from '../../application/ports.js';
import type { Lapsed } from '../../application/ports.js';

const lapsedQuery = z.strictObject(pageQuery);
type LapsedQuery = z.output<typeof lapsedQuery>;

const placeOf = (after: string | undefined): Lapsed | undefined => {
  const [lapsedOn, clientRef] = (cursorFrom(after) ?? '').split(' ');
  return lapsedOn === undefined || clientRef === undefined ? undefined : { lapsedOn, clientRef };
};

/** Whom the clinic has not seen for long. For people to act upon: nobody is written to because of it. */
@Staff('owner', 'manager', 'practitioner', 'front-desk')
@Controller('v1/lapsed-clients')
export class LapsedClientsController {
  constructor(private readonly followUps: FollowUps) {}

  @Get()
  async list(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: lapsedQuery }) { limit, after }: LapsedQuery,
  ): Promise<Page<Lapsed>> {
    const place = placeOf(after);
    const found = await this.followUps.lapsed(clinicId, {
      limit: limit + 1,
      ...(place === undefined ? {} : { after: place }),
    });
    return pageOf(found, limit, ({ lapsedOn, clientRef }) => `${lapsedOn} ${clientRef}`);
  }
}
