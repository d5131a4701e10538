import { Injectable } from '@nestjs/common';
import { Clinics } from '../../../clinics/application/ports.js';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import { clientName, Contacts } from '../../../contacts/application/ports.js';
import type { ClientKey, Contact } from '../../../contacts/application/ports.js';
import { homeOf } from '../../domain/home.js';
import { SHIPPED_RULES, timesUnder } from '../../domain/rules.js';
import type { AllowedTimes } from '../../domain/timing.js';

/** For a clinic that its owner does not know (its record may be on the way): the default hours of the product. */
const UNKNOWN_CLINIC: Pick<ClinicRules, 'zone' | 'quietHours' | 'closureDays' | 'holidayRegion'> = {
  zone: 'UTC',
  quietHours: { from: '09:00', to: '20:00' },
  closureDays: [],
  holidayRegion: null,
};

export const allowedTimes = (contact: Contact | undefined, rules: ClinicRules | undefined): AllowedTimes => {
  const known = rules ?? UNKNOWN_CLINIC;
  return timesUnder(known, homeOf(contact, known.zone), rules?.reminders ?? SHIPPED_RULES);
};

export type AllowedByClient = ReadonlyMap<string, AllowedTimes>;

/** When each client may be written to; the facts of every planning reaction. */
@Injectable()
export class PlanningContext {
  constructor(
    private readonly clinics: Clinics,
    private readonly contacts: Contacts,
  ) {}

  async allowedOf(clients: readonly ClientKey[]): Promise<AllowedByClient> {
    const [rules, contacts] = await Promise.all([
      this.clinics.recentRulesOf([...new Set(clients.map(({ clinicId }) => clinicId))]),
      this.contacts.ensure(clients),
    ]);
    return new Map(
      clients.map((client) => [
        clientName(client),
        allowedTimes(contacts.get(clientName(client)), rules.get(client.clinicId)),
      ]),
    );
  }
}

export const allowedFor = (facts: AllowedByClient, client: ClientKey): AllowedTimes =>
  facts.get(clientName(client)) ?? allowedTimes(undefined, undefined);
