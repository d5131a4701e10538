import type { ClinicKey } from '@aftercare/kernel';
import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { CadenceInputsOwner } from '../../application/ports.js';
import type { ClientInputs } from '../../application/ports.js';

const day = z.iso.date();
// The consumer's own reading of the answer: what it does not need is ignored.
const answer = z.object({
  items: z.array(
    z.object({
      clinicId: z.string(),
      clientRef: z.string(),
      openFlag: z.enum(['E', 'U', 'R']).nullable(),
      wish: z.enum(['booked', 'suggest', 'not-now', 'stop']).nullable(),
      stress: z.number().nullable(),
      demandingPeriods: z.array(z.object({ from: day, to: day })),
      lastEffect: z.object({ sessionId: z.string(), worst: z.number().nullable(), lasting: z.boolean() }).nullable(),
      burdenWindows: z.array(
        z.object({
          startsOn: day,
          endsOn: day,
          days: z.int().positive(),
          burdenDays: z.int().nonnegative(),
          headacheDays: z.int().nonnegative().nullable(),
          complete: z.number().min(0).max(1),
        }),
      ),
    }),
  ),
});

/** A look-up takes this many clients at a time. */
const MOST = 500;

/** Asks outcomes, in bulk. */
@Injectable()
export class HttpCadenceInputs extends CadenceInputsOwner {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async of(clients: readonly ClinicKey[]): Promise<readonly ClientInputs[]> {
    const refs = clients.map(({ clinicId, id }) => ({ clinicId, clientRef: id }));
    const told: ClientInputs[] = [];
    for (let from = 0; from < refs.length; from += MOST) {
      const some = refs.slice(from, from + MOST);
      const { items } = await this.services.post('outcomes', '/internal/cadence-inputs', { refs: some }, answer);
      told.push(...items);
    }
    return told;
  }
}
