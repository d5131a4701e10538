import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { ContactOwner } from '../../application/contact-directory.js';
import type { ToldContact } from '../../application/contact-directory.js';
import type { ClientKey } from '../../application/ports.js';

const answer = z.object({
  items: z.array(
    z.object({
      clinicId: z.string(),
      clientRef: z.string(),
      version: z.int(),
      firstName: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      locale: z.string(),
      zone: z.string().nullable(),
      country: z.string().nullable().default(null),
      archived: z.boolean(),
    }),
  ),
});

const MOST = 500;

/** Contacts as scheduling tells them. */
@Injectable()
export class SchedulingClients extends ContactOwner {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async lookUp(clients: readonly ClientKey[]): Promise<readonly ToldContact[]> {
    const told: ToldContact[] = [];
    for (let from = 0; from < clients.length; from += MOST) {
      const refs = clients.slice(from, from + MOST).map(({ clinicId, clientRef }) => ({ clinicId, clientRef }));
      const { items } = await this.services.post('scheduling', '/internal/clients/look-up', { refs }, answer);
      told.push(...items);
    }
    return told;
  }
}
