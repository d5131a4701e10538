import { CurrentStaff, pageQuery, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { localText, zoneOfClinic } from '../../../clinics/application/clinic-time.js';
import { Clinics } from '../../../clinics/application/ports.js';
import type { StaffReply } from '../../application/ports.js';
import { StaffInbox } from '../../application/staff-inbox.js';

const listQuery = z.strictObject({ ...pageQuery, only: z.enum(['waiting', 'all']).default('waiting') });

/** With the times on the clinic's clocks. */
export interface LocalReply extends StaffReply {
  readonly receivedLocal: string;
  readonly done?: { readonly by: string; readonly at: Date; readonly atLocal: string };
}

const withLocalTimes = ({ done, ...reply }: StaffReply, zone: string): LocalReply => ({
  ...reply,
  receivedLocal: localText(reply.receivedAt, zone),
  ...(done === undefined ? {} : { done: { ...done, atLocal: localText(done.at, zone) } }),
});

/** What people wrote to the clinic's number. The one place where the desk may meet health words; the texts stay sealed at rest. */
@Staff('owner', 'practitioner', 'front-desk')
@Controller('v1/replies')
export class RepliesController {
  constructor(
    private readonly inbox: StaffInbox,
    private readonly clinics: Clinics,
  ) {}

  @Get()
  async list(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: listQuery }) { only, limit, after }: z.output<typeof listQuery>,
  ): Promise<Page<LocalReply>> {
    const zone = await zoneOfClinic(this.clinics, clinicId);
    const page = await this.inbox.list(clinicId, { only, limit, ...(after === undefined ? {} : { after }) });
    return { ...page, items: page.items.map((reply) => withLocalTimes(reply, zone)) };
  }

  @Post(':id/done')
  @HttpCode(200)
  async done(@CurrentStaff() { clinicId, accountId }: StaffCaller, @Param('id') id: string): Promise<LocalReply> {
    const reply = await this.inbox.done({ clinicId, id }, accountId);
    return withLocalTimes(reply, await zoneOfClinic(this.clinics, clinicId));
  }

  @Post(':id/undo')
  @HttpCode(200)
  async undo(@CurrentStaff() { clinicId, accountId }: StaffCaller, @Param('id') id: string): Promise<LocalReply> {
    const reply = await this.inbox.undo({ clinicId, id }, accountId);
    return withLocalTimes(reply, await zoneOfClinic(this.clinics, clinicId));
  }
}
