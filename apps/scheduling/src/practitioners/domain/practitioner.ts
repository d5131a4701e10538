import type { LocalDate } from '@aftercare/kernel';

/** A registration or licence, as the clinic checked it. */
export interface Credential {
  readonly scheme: string;
  readonly number: string;
  readonly jurisdiction: string;
  readonly validUntil: LocalDate | null;
  readonly verificationUrl: string | null;
  readonly checkedOn: LocalDate | null;
  readonly checkedBy: string | null;
}

/** A training with its evidence; techniques that need one name its code. */
export interface Competency {
  readonly code: string;
  readonly evidence: string;
  readonly hours: number | null;
}

export interface Practitioner {
  readonly id: string;
  readonly clinicId: string;
  readonly name: string;
  readonly credentials: readonly Credential[];
  readonly competencies: readonly Competency[];
  readonly active: boolean;
  readonly createdAt: Date;
}

export type PractitionerDetails = Pick<Practitioner, 'name'> &
  Partial<Pick<Practitioner, 'credentials' | 'competencies' | 'active'>>;

export const registerPractitioner = (
  id: string,
  registration: PractitionerDetails & { readonly clinicId: string },
  now: Date,
): Practitioner => ({ credentials: [], competencies: [], active: true, ...registration, id, createdAt: now });

export const changePractitioner = (practitioner: Practitioner, patch: Partial<PractitionerDetails>): Practitioner => ({
  ...practitioner,
  ...patch,
});
