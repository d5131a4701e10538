import { nameOf } from '@aftercare/messaging';
import { CurrentStaff, Staff, type StaffCaller } from '@aftercare/platform';
import { Controller, Get, Query } from '@nestjs/common';
import * as z from 'zod';
import { DiaryWeeks, type DiaryWeek } from '../../../diary/application/diary-weeks.js';
import { DiaryWindows } from '../../../diary/application/diary-windows.js';
import { CadenceStore, noInputs } from '../../../surveys/application/ports.js';
import { toldBurden, type ToldBurden } from '../../application/told-burden.js';

const daysQuery = z.strictObject({ client: z.string().min(1).max(64) });

export interface BurdenDaysView extends ToldBurden {
  /** Of the diary, whatever the source of the windows is. */
  readonly weeks: readonly DiaryWeek[];
}

/** The numbers behind a next visit, for those who treat the client; the front desk and whoever manages the clinic read none of it. */
@Staff('owner', 'practitioner')
@Controller('v1/burden-days')
export class BurdenDaysController {
  constructor(
    private readonly cadence: CadenceStore,
    private readonly windows: DiaryWindows,
    private readonly weeks: DiaryWeeks,
  ) {}

  /** Somebody who does not exist looks like somebody who said nothing. */
  @Get()
  async read(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: daysQuery }) { client }: z.output<typeof daysQuery>,
  ): Promise<BurdenDaysView> {
    const key = { clinicId, id: client };
    const [inputs, windows, weeks] = await Promise.all([
      this.cadence.many([key]),
      this.windows.of([key]),
      this.weeks.of(key),
    ]);
    const name = nameOf(key);
    const known = inputs.get(name)?.state ?? noInputs(clinicId, client);
    return { ...toldBurden(known, windows.get(name) ?? []), weeks };
  }
}
