import { Clock, NotFoundError } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { changePractitioner, registerPractitioner } from '../domain/practitioner.js';
import type { Practitioner, PractitionerDetails } from '../domain/practitioner.js';
import { Practitioners } from './ports.js';

/** Registers practitioners and changes what is known about them. */
@Injectable()
export class KeepPractitioners {
  constructor(
    private readonly transactions: Transactions,
    private readonly practitioners: Practitioners,
    private readonly clock: Clock,
  ) {}

  register(key: ClinicKey, details: PractitionerDetails): Promise<Practitioner> {
    return this.transactions.run(async ({ within, writes }) => {
      const made = await this.practitioners.load(key, within);
      if (made !== undefined) return made.state;
      const practitioner = registerPractitioner(key.id, { ...details, clinicId: key.clinicId }, this.clock.now());
      this.practitioners.save(practitioner, undefined, writes);
      return practitioner;
    });
  }

  change(key: ClinicKey, patch: Partial<PractitionerDetails>): Promise<Practitioner> {
    return this.transactions.run(async ({ within, writes }) => {
      const loaded = await this.practitioners.load(key, within);
      if (loaded === undefined) throw new NotFoundError('there is no such practitioner');
      const next = changePractitioner(loaded.state, patch);
      this.practitioners.save(next, loaded.version, writes);
      return next;
    });
  }
}
