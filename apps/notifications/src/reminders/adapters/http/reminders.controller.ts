import { NotFoundError } from '@aftercare/kernel';
import { CurrentStaff, ServiceOnly, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { Clinics } from '../../../clinics/application/ports.js';
import { windowOf, withLocalTimes } from '../../application/reminder-view.js';
import type { LocalReminderView, ReminderView, StateCount } from '../../application/reminder-view.js';
import { LedgerList } from '../mongo/ledger-list.js';
import { ReminderQueries } from '../mongo/reminder-queries.js';
import { exportQuery, listQuery, totalsQuery } from './reminder.dto.js';
import type { ExportQuery, ListQuery, TotalsQuery } from './reminder.dto.js';

const zoneOf = async (clinics: Clinics, clinicId: string): Promise<string> => {
  const rules = (await clinics.rulesOf([clinicId])).get(clinicId);
  if (rules === undefined) throw new NotFoundError('this clinic has no settings yet');
  return rules.zone;
};

/** What was, is and will be sent, and why not. */
@Staff('owner', 'manager', 'practitioner', 'front-desk')
@Controller('v1/reminders')
export class RemindersController {
  constructor(
    private readonly lists: LedgerList,
    private readonly queries: ReminderQueries,
    private readonly clinics: Clinics,
  ) {}

  @Get()
  async list(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: listQuery }) query: ListQuery,
  ): Promise<Page<LocalReminderView>> {
    const zone = await zoneOf(this.clinics, clinicId);
    const page = await this.lists.page({ ...query, ...windowOf(query, zone), clinicId }, query);
    return { ...page, items: page.items.map((view) => withLocalTimes(view, zone)) };
  }

  @Get(':id')
  async one(@CurrentStaff() { clinicId }: StaffCaller, @Param('id') id: string): Promise<LocalReminderView> {
    const found = await this.queries.one(clinicId, id);
    if (found === undefined) throw new NotFoundError('there is no such reminder');
    return withLocalTimes(found, await zoneOf(this.clinics, clinicId));
  }
}

/** The same filters, counted. Apart from the list, so that no page of it waits for a count of everything. */
export interface LedgerTotals {
  readonly lines: number;
  readonly states: readonly StateCount[];
}

@Staff('owner', 'manager', 'practitioner', 'front-desk')
@Controller('v1/reminder-totals')
export class ReminderTotalsController {
  constructor(
    private readonly lists: LedgerList,
    private readonly clinics: Clinics,
  ) {}

  @Get()
  async count(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: totalsQuery }) query: TotalsQuery,
  ): Promise<LedgerTotals> {
    const window = windowOf(query, await zoneOf(this.clinics, clinicId));
    const states = await this.lists.totals({ ...query, ...window, clinicId });
    return { lines: states.reduce((sum, { n }) => sum + n, 0), states };
  }
}

/** The whole ledger of a clinic, page by page, for records. */
@ServiceOnly()
@Controller('internal/ledger')
export class LedgerExportController {
  constructor(private readonly lists: LedgerList) {}

  @Get()
  export(@Query({ schema: exportQuery }) { clinicId, ...place }: ExportQuery): Promise<Page<ReminderView>> {
    return this.lists.page({ clinicId }, place);
  }
}
