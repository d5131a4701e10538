import { ClinicStore } from '../application/clinic-directory.js';
import type { ClinicRules } from '../application/ports.js';

export class InMemoryClinicStore extends ClinicStore {
  private readonly clinics = new Map<string, ClinicRules>();

  override async find(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return [...new Set(clinicIds)].flatMap((clinicId) => this.clinics.get(clinicId) ?? []);
  }

  override async keep(rules: readonly ClinicRules[]): Promise<void> {
    for (const one of rules)
      if ((this.clinics.get(one.clinicId)?.version ?? -Infinity) < one.version) this.clinics.set(one.clinicId, one);
  }

  override async findBySmsSender(number: string): Promise<ClinicRules | undefined> {
    return [...this.clinics.values()].find(({ smsSender }) => smsSender === number);
  }
}
