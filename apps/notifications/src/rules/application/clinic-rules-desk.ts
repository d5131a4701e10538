import { hashId, NotFoundError } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { SHIPPED_RULES } from '../../reminders/application/rules.js';
import type { ReminderRules, RulesInForce } from '../../reminders/application/rules.js';

/** Text of a value whose keys come in any order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );

export const sameRules = (one: ReminderRules, other: ReminderRules): boolean => canonical(one) === canonical(other);

export const liveRules = ({ reminders }: ClinicRules): RulesInForce => reminders ?? SHIPPED_RULES;

/** Names what a preview was made from: the rules and settings that held, and the draft. The next version is part of it. */
export const previewIdOf = (clinic: ClinicRules, draft: ReminderRules): string =>
  hashId('preview', clinic.clinicId, String(liveRules(clinic).version), String(clinic.version), canonical(draft));

/** The clinic as it is now, not as it was some seconds ago. */
@Injectable()
export class ClinicRulesDesk {
  constructor(private readonly clinics: Clinics) {}

  async of(clinicId: string): Promise<ClinicRules> {
    const rules = (await this.clinics.rulesOf([clinicId])).get(clinicId);
    if (rules === undefined) throw new NotFoundError('this clinic has no settings yet');
    return rules;
  }

  forget(clinicId: string): void {
    this.clinics.forget(clinicId);
  }
}
