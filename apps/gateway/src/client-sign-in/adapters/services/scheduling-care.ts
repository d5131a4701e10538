import { newId } from '@aftercare/kernel';
import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CareOfClients } from '../../application/ports.js';
import type { IntervalWish, OwnCare } from '../../application/ports.js';

const kept = z.object({ kept: z.boolean() });
const seen = z.object({
  care: z
    .object({
      today: z.string(),
      wish: z
        .discriminatedUnion('kind', [
          z.object({ kind: z.literal('days'), days: z.number() }),
          z.object({ kind: z.literal('pause'), until: z.string() }),
          z.object({ kind: z.literal('none') }),
        ])
        .nullable(),
      stressPeriods: z.array(z.object({ id: z.string(), from: z.string(), to: z.string() })),
    })
    .nullable(),
});

const PATH = '/internal/own-care';

interface ClientName {
  readonly clinicId: string;
  readonly clientRef: string;
}

@Injectable()
export class SchedulingCare extends CareOfClients {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async see(client: ClientName): Promise<OwnCare | undefined> {
    return (await this.services.post('scheduling', PATH, client, seen)).care ?? undefined;
  }

  override wish(client: ClientName, wish: IntervalWish | null): Promise<boolean> {
    return this.keep('wish', { ...client, wish });
  }

  /** Named here, so that a call that is repeated after a broken connection makes one period. */
  override declare(client: ClientName, period: { readonly from: string; readonly to: string }): Promise<boolean> {
    return this.keep('stress-periods', { ...client, ...period, id: newId() });
  }

  override takeBack(client: ClientName, id: string): Promise<boolean> {
    return this.keep('stress-periods/take-back', { ...client, id });
  }

  private async keep(what: string, body: object): Promise<boolean> {
    return (await this.services.post('scheduling', `${PATH}/${what}`, body, kept)).kept;
  }
}
