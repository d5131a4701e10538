import { NotFoundError } from '@aftercare/kernel';
import { CurrentStaff, Staff } from '@aftercare/platform';
import type { StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import * as z from 'zod';
import { clientName, Contacts } from '../../../contacts/application/ports.js';
import { Consents } from '../../application/ports.js';
import type { ClientKey, ConsentRecord } from '../../application/ports.js';

const changeBody = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        channel: z.enum(['sms', 'email']),
        purpose: z.enum(['appointment', 'survey', 'follow-up']),
        granted: z.boolean(),
        /** How the clinic knows, e.g. a form's number. */
        evidence: z.string().trim().max(120).optional(),
      }),
    )
    .min(1)
    .max(6),
});

/** What a client agreed to, by channel and purpose. A STOP by text is shown and cannot be overridden here. */
@Controller('v1/clients/:ref/consents')
export class ConsentsController {
  constructor(
    private readonly consents: Consents,
    private readonly contacts: Contacts,
  ) {}

  @Staff('owner', 'manager', 'practitioner', 'front-desk')
  @Get()
  async read(@CurrentStaff() staff: StaffCaller, @Param('ref') clientRef: string): Promise<ConsentRecord> {
    return this.consents.of(await this.known({ clinicId: staff.clinicId, clientRef }));
  }

  @Staff('owner', 'manager', 'practitioner', 'front-desk', 'integrator')
  @Put()
  async change(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') clientRef: string,
    @Body({ schema: changeBody }) body: z.output<typeof changeBody>,
  ): Promise<ConsentRecord> {
    const client = await this.known({ clinicId: staff.clinicId, clientRef });
    const evidence = body.entries.find((entry) => entry.evidence !== undefined)?.evidence;
    const changes = body.entries.map(({ channel, purpose, granted }) => ({ channel, purpose, granted }));
    await this.consents.change(client, changes, {
      source: 'staff',
      reference: evidence === undefined ? staff.accountId : `${staff.accountId}: ${evidence}`,
    });
    return this.consents.of(client);
  }

  private async known(client: ClientKey): Promise<ClientKey> {
    const found = (await this.contacts.ensure([client])).get(clientName(client));
    if (found === undefined) throw new NotFoundError('there is no such client');
    return client;
  }
}
