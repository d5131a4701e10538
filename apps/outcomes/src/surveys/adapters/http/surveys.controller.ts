import {
  CurrentStaff,
  cursorFrom,
  pageOf,
  pageQuery,
  ServiceOnly,
  Staff,
  type Page,
  type StaffCaller,
} from '@aftercare/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { FirstReports, type FirstReport } from '../../../reports/application/first-reports.js';
import { SurveyStore, type Survey } from '../../application/ports.js';
import { RecountAnswers } from '../../application/recount-answers.js';

const id = z.string().min(1).max(64);
const listQuery = z.strictObject({ ...pageQuery, client: id });
const recountBody = z.strictObject({ clinicId: id, from: z.iso.date(), to: z.iso.date() });

const view = (survey: Survey) => ({
  surveyId: survey.id,
  clientRef: survey.clientRef,
  instrument: survey.instrument,
  bookingId: survey.bookingId ?? null,
  sessionId: survey.sessionId ?? null,
  state: survey.state,
  reason: survey.reason ?? null,
  inviteAt: survey.times.inviteAt.toISOString(),
  closesAt: survey.times.closesAt.toISOString(),
  answeredAt: survey.answeredAt?.toISOString() ?? null,
  late: survey.late,
  shortForm: survey.shortForm,
});
type SurveyView = ReturnType<typeof view>;

/** A client's forms and their states; never an answer. */
@Controller('v1/surveys')
export class SurveysController {
  constructor(private readonly surveys: SurveyStore) {}

  @Staff()
  @Get()
  async list(
    @CurrentStaff() staff: StaffCaller,
    @Query({ schema: listQuery }) query: z.output<typeof listQuery>,
  ): Promise<Page<SurveyView>> {
    const all = await this.surveys.ofClients([{ clinicId: staff.clinicId, id: query.client }]);
    const after = cursorFrom(query.after);
    const sorted = all
      .map(({ state }) => ({ survey: state, cursor: `${state.times.inviteAt.toISOString()}/${state.id}` }))
      .sort((one, other) => (one.cursor < other.cursor ? -1 : 1))
      .filter(({ cursor }) => after === undefined || cursor > after);
    const page = pageOf(sorted, query.limit, ({ cursor }) => cursor);
    return { ...page, items: page.items.map(({ survey }) => view(survey)) };
  }
}

/** For the check that counters equal the raw answers. */
@ServiceOnly()
@Controller('internal/reports')
export class RecountController {
  constructor(
    private readonly recount: RecountAnswers,
    private readonly reports: FirstReports,
  ) {}

  @Post('recompute')
  @HttpCode(200)
  async recompute(@Body({ schema: recountBody }) body: z.output<typeof recountBody>): Promise<FirstReport> {
    const counted = await this.recount.ofClinic(body.clinicId);
    return this.reports.recompute(body.clinicId, { from: body.from, to: body.to }, counted);
  }
}
