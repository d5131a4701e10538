import { cursorFrom, CurrentStaff, pageOf, pageQuery, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { given } from '../../../edge/given.js';
import { EditCatalogue } from '../../application/edit-catalogue.js';
import { Catalogues } from '../../application/ports.js';
import type { Catalogue, Technique } from '../../application/ports.js';

const minutes = z.int().min(5).max(120);
const fields = {
  name: z.string().trim().min(1).max(60),
  minMinutes: minutes,
  maxMinutes: minutes,
  requires: z.string().min(1).max(60).nullable(),
  intervalDays: z.int().min(7).max(56),
  neverUnderDays: z.int().min(0).max(56),
  evidenceNote: z.string().max(200).nullable(),
  considerations: z.string().max(300),
  archived: z.boolean(),
};
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/);
const changeBody = z.strictObject({ ...z.strictObject(fields).partial().shape, code });
const addBody = z.strictObject({
  ...z.strictObject(fields).partial().shape,
  code,
  name: fields.name,
  minMinutes: minutes,
  maxMinutes: minutes,
});
const query = z.strictObject(pageQuery);

const techniqueOf = (catalogue: Catalogue, wanted: string): Technique | undefined =>
  catalogue.techniques.find((technique) => technique.code === wanted);

/** The catalogue behind bookings. */
@Controller('v1/techniques')
export class TechniquesController {
  constructor(
    private readonly catalogues: Catalogues,
    private readonly edit: EditCatalogue,
  ) {}

  @Staff()
  @Get()
  async list(
    @CurrentStaff() staff: StaffCaller,
    @Query({ schema: query }) { limit, after }: z.output<typeof query>,
  ): Promise<Page<Technique> & Pick<Catalogue, 'areas' | 'addOns'>> {
    const [catalogue] = await this.catalogues.many([staff.clinicId]);
    const last = cursorFrom(after);
    const techniques = [...(catalogue?.techniques ?? [])].sort((a, b) => (a.code < b.code ? -1 : 1));
    const rest = techniques.filter((technique) => last === undefined || technique.code > last);
    return {
      ...pageOf(rest, limit, (technique) => technique.code),
      areas: catalogue?.areas ?? [],
      addOns: catalogue?.addOns ?? [],
    };
  }

  @Staff('owner', 'manager')
  @Patch()
  async change(
    @CurrentStaff() staff: StaffCaller,
    @Body({ schema: changeBody }) body: z.output<typeof changeBody>,
  ): Promise<Technique | undefined> {
    return techniqueOf(await this.edit.change(staff.clinicId, given(body)), body.code);
  }

  @Staff('owner', 'manager')
  @Post()
  async add(
    @CurrentStaff() staff: StaffCaller,
    @Body({ schema: addBody }) body: z.output<typeof addBody>,
  ): Promise<Technique | undefined> {
    return techniqueOf(await this.edit.add(staff.clinicId, given(body)), body.code);
  }
}
