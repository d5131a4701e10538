import { clinicChangedV1 } from '@aftercare/contracts';
import { Clock } from '@aftercare/kernel';
import { say, Transactions } from '@aftercare/messaging';
import type { Loaded } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { openClinic } from '../domain/clinic.js';
import type { Clinic, ClinicOpening } from '../domain/clinic.js';
import { Clinics, ClinicStarter } from './ports.js';

/** Opens a clinic for its first owner. The gateway chooses the id, so a repeated call finds what the first one made. */
@Injectable()
export class OpenClinic {
  constructor(
    private readonly transactions: Transactions,
    private readonly clinics: Clinics,
    private readonly starter: ClinicStarter,
    private readonly clock: Clock,
  ) {}

  execute(opening: ClinicOpening): Promise<Loaded<Clinic>> {
    return this.transactions.run(async (work) => {
      const existing = await this.clinics.load(opening.clinicId, work.within);
      if (existing !== undefined) return existing;
      const clinic = openClinic(opening, this.clock.now());
      this.clinics.save(clinic, undefined, work.writes);
      this.starter.start(clinic.clinicId, work.writes);
      work.say(say(clinicChangedV1, clinic.clinicId, { clinicId: clinic.clinicId, version: 1 }), 1);
      return { state: clinic, version: 1 };
    });
  }
}
