import { NotFoundError } from '@aftercare/kernel';
import { CurrentStaff, ServiceOnly, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { localText, zoneOfClinic } from '../../../clinics/application/clinic-time.js';
import { Clinics } from '../../../clinics/application/ports.js';
import { windowOf, withLocalTimes } from '../../application/reminder-view.js';
import type { LocalReminderView, ReminderView, StateCount } from '../../application/reminder-view.js';
import { LedgerList } from '../mongo/ledger-list.js';
import { ReminderQueries } from '../mongo/reminder-queries.js';
import { ReminderStory } from '../mongo/reminder-story.js';
import type { AttemptView, RelatedView, ReminderStoryView } from '../mongo/reminder-story.js';
import { exportQuery, listQuery, totalsQuery } from './reminder.dto.js';
import type { ExportQuery, ListQuery, TotalsQuery } from './reminder.dto.js';

/** With the times where the client lives, as everything that the console shows of a row. */
export interface LocalStory {
  readonly attempts: readonly (AttemptView & { readonly atLocal: string })[];
  readonly related: readonly (RelatedView & { readonly dueLocal: string })[];
}

const storyWithLocalTimes = ({ zone, attempts, related }: ReminderStoryView): LocalStory => ({
  attempts: attempts.map((attempt) => ({ ...attempt, atLocal: localText(attempt.at, zone) })),
  related: related.map((row) => ({ ...row, dueLocal: localText(row.dueAt, zone) })),
});

/** What was, is and will be sent, and why not. */
@Staff('owner', 'manager', 'practitioner', 'front-desk')
@Controller('v1/reminders')
export class RemindersController {
  constructor(
    private readonly lists: LedgerList,
    private readonly queries: ReminderQueries,
    private readonly clinics: Clinics,
    private readonly stories: ReminderStory,
  ) {}

  @Get()
  async list(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: listQuery }) query: ListQuery,
  ): Promise<Page<LocalReminderView>> {
    const zone = await zoneOfClinic(this.clinics, clinicId);
    const page = await this.lists.page({ ...query, ...windowOf(query, zone), clinicId }, query);
    return { ...page, items: page.items.map((view) => withLocalTimes(view, zone)) };
  }

  @Get(':id')
  async one(@CurrentStaff() { clinicId }: StaffCaller, @Param('id') id: string): Promise<LocalReminderView> {
    const found = await this.queries.one(clinicId, id);
    if (found === undefined) throw new NotFoundError('there is no such reminder');
    return withLocalTimes(found, await zoneOfClinic(this.clinics, clinicId));
  }

  /** Every call to a provider, and the rows that the message came from or went on as. */
  @Get(':id/story')
  async story(@CurrentStaff() { clinicId }: StaffCaller, @Param('id') id: string): Promise<LocalStory> {
    const found = await this.stories.of(clinicId, id);
    if (found === undefined) throw new NotFoundError('there is no such reminder');
    return storyWithLocalTimes(found);
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
    const window = windowOf(query, await zoneOfClinic(this.clinics, clinicId));
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
