import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Practitioner } from '../domain/practitioner.js';

export type { Practitioner } from '../domain/practitioner.js';

/** Who works at a clinic, with credentials and competencies. */
export abstract class Practitioners {
  abstract load(key: ClinicKey, within: Transaction): Promise<Loaded<Practitioner> | undefined>;
  abstract save(practitioner: Practitioner, expectedVersion: number | undefined, writes: UnitOfWork): void;
  /** Everybody of one clinic; a clinic has tens of practitioners, never thousands. */
  abstract ofClinic(clinicId: string): Promise<readonly Practitioner[]>;
}
