import type { ClinicRules } from './ports.js';

/** The owner of clinic settings. */
export abstract class ClinicOwner {
  abstract lookUp(clinicIds: readonly string[]): Promise<readonly ClinicRules[]>;
}

/** The kept projection; an older version never replaces a newer one. */
export abstract class ClinicStore {
  abstract find(clinicIds: readonly string[]): Promise<readonly ClinicRules[]>;
  abstract keep(rules: readonly ClinicRules[]): Promise<void>;
  abstract findBySmsSender(number: string): Promise<ClinicRules | undefined>;
}
