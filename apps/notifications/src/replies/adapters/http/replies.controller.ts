import { CurrentStaff, pageQuery, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import type { StaffReply } from '../../application/ports.js';
import { StaffInbox } from '../../application/staff-inbox.js';

const listQuery = z.strictObject({ ...pageQuery, only: z.enum(['waiting', 'all']).default('waiting') });

/** What people wrote to the clinic's number. The one place where the desk may meet health words; the texts stay sealed at rest. */
@Staff('owner', 'practitioner', 'front-desk')
@Controller('v1/replies')
export class RepliesController {
  constructor(private readonly inbox: StaffInbox) {}

  @Get()
  list(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: listQuery }) { only, limit, after }: z.output<typeof listQuery>,
  ): Promise<Page<StaffReply>> {
    return this.inbox.list(clinicId, { only, limit, ...(after === undefined ? {} : { after }) });
  }

  @Post(':id/done')
  @HttpCode(200)
  done(@CurrentStaff() { clinicId, accountId }: StaffCaller, @Param('id') id: string): Promise<StaffReply> {
    return this.inbox.done({ clinicId, id }, accountId);
  }

  @Post(':id/undo')
  @HttpCode(200)
  undo(@CurrentStaff() { clinicId, accountId }: StaffCaller, @Param('id') id: string): Promise<StaffReply> {
    return this.inbox.undo({ clinicId, id }, accountId);
  }
}
