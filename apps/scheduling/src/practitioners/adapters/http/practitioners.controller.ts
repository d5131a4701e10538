import { CreatedId, cursorFrom, CurrentStaff, Idempotent, pageOf, pageQuery, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { given } from '../../../edge/given.js';
import { KeepPractitioners } from '../../application/keep-practitioners.js';
import { Practitioners } from '../../application/ports.js';
import type { Practitioner } from '../../application/ports.js';

const text = z.string().trim().min(1).max(120);
const credential = z.strictObject({
  scheme: text,
  number: text,
  jurisdiction: text,
  validUntil: z.iso.date().nullable().default(null),
  verificationUrl: z
    .url({ protocol: /^https$/ })
    .nullable()
    .default(null),
  checkedOn: z.iso.date().nullable().default(null),
  checkedBy: text.nullable().default(null),
});
const competency = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/),
  evidence: z.string().max(300).default(''),
  hours: z.number().min(0).max(10_000).nullable().default(null),
});
const registerBody = z.strictObject({
  name: text,
  credentials: z.array(credential).max(20).optional(),
  competencies: z.array(competency).max(50).optional(),
  active: z.boolean().optional(),
});
const changeBody = registerBody.partial();
const query = z.strictObject(pageQuery);

const cursorOf = (practitioner: Practitioner): string => `${practitioner.name}\u001f${practitioner.id}`;

/** Who works here, with credentials and competencies. */
@Controller('v1/practitioners')
export class PractitionersController {
  constructor(
    private readonly practitioners: Practitioners,
    private readonly keep: KeepPractitioners,
  ) {}

  @Staff()
  @Get()
  async list(
    @CurrentStaff() staff: StaffCaller,
    @Query({ schema: query }) { limit, after }: z.output<typeof query>,
  ): Promise<Page<Practitioner>> {
    const all = await this.practitioners.ofClinic(staff.clinicId);
    const last = cursorFrom(after);
    const from = last === undefined ? 0 : all.findIndex((each) => cursorOf(each) > last);
    return pageOf(from < 0 ? [] : all.slice(from), limit, cursorOf);
  }

  @Staff('owner', 'manager')
  @Post()
  @Idempotent()
  register(
    @CurrentStaff() staff: StaffCaller,
    @CreatedId() id: string,
    @Body({ schema: registerBody }) body: z.output<typeof registerBody>,
  ): Promise<Practitioner> {
    return this.keep.register({ clinicId: staff.clinicId, id }, given(body));
  }

  @Staff('owner', 'manager')
  @Patch(':id')
  change(
    @CurrentStaff() staff: StaffCaller,
    @Param('id') id: string,
    @Body({ schema: changeBody }) body: z.output<typeof changeBody>,
  ): Promise<Practitioner> {
    return this.keep.change({ clinicId: staff.clinicId, id }, given(body));
  }
}
