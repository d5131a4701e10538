export interface ClinicPlace {
  readonly clinicId: string;
  /** ISO 3166-1 alpha-2: how people there dial at home. */
  readonly country: string;
}

/** Every clinic that this service knows; for looking somebody up who named an address and no clinic. */
export abstract class AllClinics {
  abstract all(): Promise<readonly ClinicPlace[]>;
}
