import { NotFoundError } from '@aftercare/kernel';
import { CreatedId, CurrentStaff, Idempotent, RequestCause, ServiceOnly, Staff } from '@aftercare/platform';
import type { Page, RequestOrigin, StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Clinics } from '../../../clinics/application/ports.js';
import { given } from '../../../edge/given.js';
import { KeepClients } from '../../application/keep-clients.js';
import { Clients, normaliseEmail, PhoneNumbers } from '../../application/ports.js';
import { ClientQueries } from '../mongo/client-queries.js';
import { changeBody, clientItem, clientQuery, clientView, refsBody, registerBody } from './client.dto.js';
import type { ChangeBody, ClientQuery, ClientView, RefsBody, RegisterBody } from './client.dto.js';

/** Records of clients; contact data is opened for staff only. */
@Staff('owner', 'manager', 'practitioner', 'front-desk', 'integrator')
@Controller('v1/clients')
export class ClientsController {
  constructor(
    private readonly keep: KeepClients,
    private readonly clients: Clients,
    private readonly clinics: Clinics,
    private readonly phones: PhoneNumbers,
    private readonly queries: ClientQueries,
  ) {}

  @Get()
  async list(
    @CurrentStaff() staff: StaffCaller,
    @Query({ schema: clientQuery }) query: ClientQuery,
  ): Promise<Page<ClientView>> {
    const refs = await this.refsOf(staff.clinicId, query);
    const page = await this.queries.list({
      clinicId: staff.clinicId,
      refs,
      archived: query.archived,
      limit: query.limit,
      after: query.after,
    });
    return { ...page, items: page.items.map(clientView) };
  }

  @Get(':ref')
  async one(@CurrentStaff() staff: StaffCaller, @Param('ref') ref: string): Promise<ClientView> {
    const [found] = await this.clients.many([{ clinicId: staff.clinicId, id: ref }]);
    if (found === undefined) throw new NotFoundError('there is no such client');
    return clientView(found);
  }

  @Post()
  @Idempotent()
  async register(
    @CurrentStaff() staff: StaffCaller,
    @CreatedId() id: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: registerBody }) body: RegisterBody,
  ): Promise<ClientView> {
    return clientView(await this.keep.register({ clinicId: staff.clinicId, id }, given(body), cause));
  }

  @Patch(':ref')
  async change(
    @CurrentStaff() staff: StaffCaller,
    @Param('ref') ref: string,
    @RequestCause() cause: RequestOrigin,
    @Body({ schema: changeBody }) body: ChangeBody,
  ): Promise<ClientView> {
    return clientView(await this.keep.change({ clinicId: staff.clinicId, id: ref }, given(body), cause));
  }

  /** The records behind a number or an address; undefined when neither is asked for. */
  private async refsOf(clinicId: string, { phone, email }: ClientQuery): Promise<readonly string[] | undefined> {
    if (phone === undefined && email === undefined) return undefined;
    const [clinic] = await this.clinics.many([clinicId]);
    const e164 = phone === undefined ? undefined : this.phones.normalise(phone, clinic?.state.country ?? '');
    const found = await this.clients.byContact(clinicId, {
      phones: e164 === undefined ? [] : [e164],
      emails: email === undefined ? [] : [normaliseEmail(email)],
    });
    return [...found.phones.values(), ...found.emails.values()].flat();
  }
}

/** What other services ask about clients, always in bulk. */
@ServiceOnly()
@Controller('internal/clients')
export class ClientLookUpsController {
  constructor(
    private readonly clients: Clients,
    private readonly phones: PhoneNumbers,
  ) {}

  @Post('look-up')
  @HttpCode(200)
  async lookUp(@Body({ schema: refsBody }) { refs }: RefsBody) {
    const found = await this.clients.many(refs.map(({ clinicId, clientRef }) => ({ clinicId, id: clientRef })));
    return { items: found.map((client) => clientItem(client, this.phones)) };
  }
}
