import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Clinic } from '../domain/clinic.js';

export type { Clinic } from '../domain/clinic.js';
export { openDaysOf } from '../domain/clinic.js';

/** The settings of clinics. */
export abstract class Clinics {
  /** Outside any transaction: for pages and look-ups. Unknown ids are left out. */
  abstract many(clinicIds: readonly string[]): Promise<readonly Loaded<Clinic>[]>;
  abstract load(clinicId: string, within: Transaction): Promise<Loaded<Clinic> | undefined>;
  abstract save(clinic: Clinic, expectedVersion: number | undefined, writes: UnitOfWork): void;
  /** Does any place of this clinic still wait to take place? */
  abstract hasOpenBookings(clinicId: string, within: Transaction): Promise<boolean>;
}

/** What else a new clinic starts with, written in the same transaction. */
export abstract class ClinicStarter {
  abstract start(clinicId: string, writes: UnitOfWork): void;
}
