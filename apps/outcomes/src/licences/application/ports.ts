import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { SetWords } from '../../instruments/application/instruments.js';
import type { ClinicLicences } from '../domain/licences.js';

export type Licences = ClinicLicences<SetWords>;

/** One document per clinic. */
export abstract class LicenceStore {
  abstract load(clinicId: string, within?: Transaction): Promise<Loaded<Licences> | undefined>;
  /** Clinics without a document are left out. */
  abstract many(clinicIds: readonly string[]): Promise<readonly Licences[]>;
  /** How often this process called `save`: without it nobody is followed earlier or later. */
  abstract readonly saves: number;
  abstract save(licences: Licences, expectedVersion: number | undefined, writes: UnitOfWork): void;
  /** Clinics whose clients have to be gone through by then. */
  abstract due(now: Date): Promise<readonly string[]>;
  abstract nextDue(): Promise<Date | undefined>;
}
