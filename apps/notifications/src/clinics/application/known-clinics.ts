import { MachineTime } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { ClinicOwner, ClinicStore } from './clinic-directory.js';
import { Clinics } from './ports.js';
import type { ClinicRules, SenderOwners } from './ports.js';

/** Machine time. */
const RECENT_MS = 5000;

/** The projection first, the owner for those that are not known yet. */
@Injectable()
export class KnownClinics extends Clinics {
  private readonly recent = new Map<string, { readonly rules: ClinicRules; readonly untilMs: number }>();

  constructor(
    private readonly store: ClinicStore,
    private readonly owner: ClinicOwner,
    private readonly machine: MachineTime,
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

  override async recentRulesOf(clinicIds: readonly string[]): Promise<ReadonlyMap<string, ClinicRules>> {
    const now = this.machine.nowMs();
    const kept = clinicIds.flatMap((id) => {
      const one = this.recent.get(id);
      return one === undefined || one.untilMs <= now ? [] : [[id, one.rules] as const];
    });
    const known = new Map(kept);
    const read = await this.rulesOf(clinicIds.filter((id) => !known.has(id)));
    for (const [id, rules] of read) this.recent.set(id, { rules, untilMs: now + RECENT_MS });
    return new Map([...known, ...read]);
  }

  override forget(clinicId: string): void {
    this.recent.delete(clinicId);
  }

  override ownersOfSender(number: string): Promise<SenderOwners> {
    return this.store.ownersOfSender(number);
  }

  /** Asks the owner and keeps the answer. */
  async refresh(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    const told = await this.owner.lookUp(clinicIds);
    await this.store.keep(told);
    for (const id of clinicIds) this.recent.delete(id);
    return told;
  }
}
