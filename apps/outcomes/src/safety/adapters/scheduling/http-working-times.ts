import { localOf } from '@aftercare/kernel';
import { ServiceClient } from '@aftercare/platform';
import { Injectable, Logger } from '@nestjs/common';
import * as z from 'zod';
import { WorkingTimes, type WorkingTime } from '../../application/ports.js';

const isZone = (zone: string): boolean => {
  try {
    return localOf(new Date(0), zone).date !== '';
  } catch {
    return false;
  }
};

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);
const workingTime = z.object({
  clinicId: z.string(),
  zone: z.string().refine(isZone, 'no such zone'),
  openingHours: z.array(z.object({ weekday, from: clock, to: clock })),
  closureDays: z.array(z.string()),
});
const clinics = z.object({ items: z.array(z.unknown()) });

/** Asks scheduling, whose settings they are, at the moment that they are needed. */
@Injectable()
export class HttpWorkingTimes extends WorkingTimes {
  private readonly log = new Logger('working times');

  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async of(clinicIds: readonly string[]): Promise<ReadonlyMap<string, WorkingTime>> {
    const { items } = await this.services.post('scheduling', '/internal/clinics/look-up', { clinicIds }, clinics);
    return new Map(items.flatMap((item) => this.timeOf(item)));
  }

  /** One by one: what cannot be read of one clinic keeps no other from being told. */
  private timeOf(item: unknown): readonly (readonly [string, WorkingTime])[] {
    const read = workingTime.safeParse(item);
    if (read.success) {
      const { clinicId, ...time } = read.data;
      return [[clinicId, time]];
    }
    this.log.warn(`hours of a clinic cannot be read, so every hour counts there: ${z.prettifyError(read.error)}`);
    return [];
  }
}
