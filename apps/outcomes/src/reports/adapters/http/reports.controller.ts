import { CurrentStaff, Staff, type StaffCaller } from '@aftercare/platform';
import { Controller, Get, Query } from '@nestjs/common';
import * as z from 'zod';
import { AnswerRates, type FewAnswers } from '../../application/answer-rates.js';
import type { FirstReport } from '../../application/first-reports.js';
import { ShowReport } from '../../application/show-report.js';

const periodQuery = z.strictObject({ from: z.iso.date(), to: z.iso.date() });

/** The clinic's figures, from counters: never an answer, never a person. */
@Controller('v1/reports')
export class ReportsController {
  constructor(
    private readonly show: ShowReport,
    private readonly rates: AnswerRates,
  ) {}

  @Staff('owner', 'manager')
  @Get('first')
  first(
    @CurrentStaff() staff: StaffCaller,
    @Query({ schema: periodQuery }) period: z.output<typeof periodQuery>,
  ): Promise<FirstReport> {
    return this.show.execute(staff.clinicId, period);
  }

  @Staff('owner', 'manager')
  @Get('answer-rate')
  answerRate(@CurrentStaff() staff: StaffCaller): Promise<FewAnswers> {
    return this.rates.read(staff.clinicId);
  }
}
