import { Injectable } from '@nestjs/common';
import { ClinicOwner, ClinicStore } from './clinic-directory.js';
import { Clinics } from './ports.js';
import type { ClinicRules } from './ports.js';

/** The projection first, the owner for those that are not known yet. */
@Injectable()
export class KnownClinics extends Clinics {
  constructor(
    private readonly store: ClinicStore,
    private readonly owner: ClinicOwner,
  ) {
    super();
  }

  override async rulesOf(clinicIds: readonly string[]): Promise<ReadonlyMap<string, ClinicRules>> {
    if (clinicIds.length === 0) return new Map();
    const known = new Map((await this.store.find(clinicIds)).map((rules) => [rules.clinicId, rules]));
    const missing = clinicIds.filter((id) => !known.has(id));
    return missing.length === 0
      ? known
      : new Map([...known, ...(await this.refresh(missing)).map((rules) => [rules.clinicId, rules] as const)]);
  }

  override findBySmsSender(number: string): Promise<ClinicRules | undefined> {
    return this.store.findBySmsSender(number);
  }

  /** Asks the owner and keeps the answer. */
  async refresh(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    const told = await this.owner.lookUp(clinicIds);
    await this.store.keep(told);
    return told;
  }
}
