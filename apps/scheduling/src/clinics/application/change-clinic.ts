import { clinicChangedV1 } from '@aftercare/contracts';
import { NotFoundError } from '@aftercare/kernel';
import { say, Transactions } from '@aftercare/messaging';
import type { Loaded } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { changeClinic } from '../domain/clinic.js';
import type { Clinic, ClinicSettings } from '../domain/clinic.js';
import { Clinics } from './ports.js';

@Injectable()
export class ChangeClinic {
  constructor(
    private readonly transactions: Transactions,
    private readonly clinics: Clinics,
  ) {}

  execute(clinicId: string, patch: Partial<ClinicSettings>): Promise<Loaded<Clinic>> {
    return this.transactions.run(async (work) => {
      const loaded = await this.clinics.load(clinicId, work.within);
      if (loaded === undefined) throw new NotFoundError('this clinic has no settings yet');
      const hasOpenBookings = patch.zone !== undefined && (await this.clinics.hasOpenBookings(clinicId, work.within));
      const clinic = changeClinic(loaded.state, patch, { hasOpenBookings });
      const version = loaded.version + 1;
      this.clinics.save(clinic, loaded.version, work.writes);
      work.say(say(clinicChangedV1, clinicId, { clinicId, version }), version);
      return { state: clinic, version };
    });
  }
}
