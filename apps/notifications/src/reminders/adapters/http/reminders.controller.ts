import { NotFoundError } from '@aftercare/kernel';
import { CurrentStaff, ServiceOnly, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { withLocalTimes } from '../../application/reminder-view.js';
import type { LocalReminderView, ReminderView } from '../../application/reminder-view.js';
import { ReminderQueries } from '../mongo/reminder-queries.js';
import { exportQuery, listQuery } from './reminder.dto.js';
import type { ExportQuery, ListQuery } from './reminder.dto.js';

/** What was, is and will be sent, and why not. */
@Staff('owner', 'manager', 'practitioner', 'front-desk')
@Controller('v1/reminders')
export class RemindersController {
  constructor(private readonly queries: ReminderQueries) {}

  @Get()
  async list(
    @CurrentStaff() staff: StaffCaller,
    @Query({ schema: listQuery }) query: ListQuery,
  ): Promise<Page<LocalReminderView>> {
    const page = await this.queries.list({ ...query, clinicId: staff.clinicId });
    return { ...page, items: page.items.map(withLocalTimes) };
  }

  @Get(':id')
  async one(@CurrentStaff() staff: StaffCaller, @Param('id') id: string): Promise<LocalReminderView> {
    const found = await this.queries.one(staff.clinicId, id);
    if (found === undefined) throw new NotFoundError('there is no such reminder');
    return withLocalTimes(found);
  }
}

/** The whole ledger of a clinic, page by page, for records. */
@ServiceOnly()
@Controller('internal/ledger')
export class LedgerExportController {
  constructor(private readonly queries: ReminderQueries) {}

  @Get()
  export(@Query({ schema: exportQuery }) query: ExportQuery): Promise<Page<ReminderView>> {
    return this.queries.list(query);
  }
}
