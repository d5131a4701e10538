import { CurrentStaff, Staff, type StaffCaller } from '@aftercare/platform';
import { Controller, Get, Query } from '@nestjs/common';
import * as z from 'zod';
import { Flags } from '../../application/flags.js';

const openQuery = z.strictObject({
  /** References, separated by commas; as many as a page of any list has at most. */
  refs: z
    .string()
    .max(200 * 65)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.string().min(1).max(64)).max(200)),
});

/** Somebody whom a practitioner has to speak with first; what was ticked and how grave it is stays out of it. */
export interface FlaggedClient {
  readonly clientRef: string;
}

/** Who of these has an open flag, for whoever is about to meet them. The front desk learns no more than that. */
@Staff('owner', 'manager', 'practitioner', 'front-desk')
@Controller('v1/open-flags')
export class OpenFlagsController {
  constructor(private readonly flags: Flags) {}

  @Get()
  async list(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: openQuery }) { refs }: z.output<typeof openQuery>,
  ): Promise<{ readonly items: readonly FlaggedClient[] }> {
    const open = await this.flags.gravestOf(refs.map((id) => ({ clinicId, id })));
    return { items: refs.filter((ref) => open.has(`${clinicId}/${ref}`)).map((clientRef) => ({ clientRef })) };
  }
}
