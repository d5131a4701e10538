import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { WorkingTimes, type WorkingTime } from '../../application/ports.js';

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const clinics = z.object({
  items: z.array(
    z.object({
      clinicId: z.string(),
      zone: z.string(),
      openingHours: z.array(z.object({ weekday, from: z.string(), to: z.string() })),
      closureDays: z.array(z.string()),
    }),
  ),
});

/** Asks scheduling, whose settings they are, at the moment that they are needed. */
@Injectable()
export class HttpWorkingTimes extends WorkingTimes {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async of(clinicIds: readonly string[]): Promise<ReadonlyMap<string, WorkingTime>> {
    const { items } = await this.services.post('scheduling', '/internal/clinics/look-up', { clinicIds }, clinics);
    return new Map(items.map(({ clinicId, ...time }) => [clinicId, time]));
  }
}
