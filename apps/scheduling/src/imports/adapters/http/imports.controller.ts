import { CreatedId, CurrentStaff, Idempotent, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { ImportRun } from '../../application/ports.js';
import { RunImport } from '../../application/run-import.js';
import type { ImportReport } from '../../application/run-import.js';
import { MongoImportRuns } from '../mongo/mongo-import-runs.js';
import { importBody, runsQuery } from './import.dto.js';
import type { ImportBody, RunsQuery } from './import.dto.js';

/** Files of other programs: what importing them would do, and doing it. */
@Staff('owner', 'manager', 'integrator')
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly runImport: RunImport,
    private readonly runs: MongoImportRuns,
  ) {}

  @Get()
  list(@CurrentStaff() staff: StaffCaller, @Query({ schema: runsQuery }) query: RunsQuery): Promise<Page<ImportRun>> {
    return this.runs.list(staff.clinicId, query);
  }

  @Post()
  @HttpCode(200)
  @Idempotent()
  run(
    @CurrentStaff() staff: StaffCaller,
    @CreatedId() id: string,
    @Body({ schema: importBody }) body: ImportBody,
  ): Promise<ImportReport> {
    return this.runImport.execute({ ...body, id, clinicId: staff.clinicId });
  }
}
