/** A tenant is a clinic, which may have several sites. */
export type ClinicId = string;

/** Names one thing of one clinic; every key in every store starts with the clinic. */
export interface ClinicKey {
  readonly clinicId: ClinicId;
  readonly id: string;
}
