import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { ClinicOwner } from '../../application/clinic-directory.js';
import type { ClinicRules } from '../../application/ports.js';

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const answer = z.object({
  items: z.array(
    z.object({
      clinicId: z.string(),
      version: z.int(),
      alias: z.string(),
      zone: z.string(),
      locale: z.string(),
      country: z.string(),
      phone: z.string(),
      emergencyNumber: z.string(),
      urgentNumber: z.string(),
      smsSender: z.string(),
      emailFrom: z.string(),
      sendMode: z.enum(['off', 'rehearsal', 'staff', 'live']),
      staffContacts: z.object({ phones: z.array(z.string()), emails: z.array(z.string()) }),
      quietHours: z.object({ from: z.string(), to: z.string() }),
      closureDays: z.array(z.string()),
      holidayRegion: z.string().nullable(),
      openDays: z.array(weekday),
    }),
  ),
});

const MOST = 500;

/** Settings as scheduling tells them. */
@Injectable()
export class SchedulingClinics extends ClinicOwner {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async lookUp(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    const told: ClinicRules[] = [];
    for (let from = 0; from < clinicIds.length; from += MOST) {
      const part = clinicIds.slice(from, from + MOST);
      const { items } = await this.services.post(
        'scheduling',
        '/internal/clinics/look-up',
        { clinicIds: part },
        answer,
      );
      told.push(...items);
    }
    return told;
  }
}
