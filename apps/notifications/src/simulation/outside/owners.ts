import { ClinicOwner } from '../../clinics/application/clinic-directory.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { ContactOwner } from '../../contacts/application/contact-directory.js';
import type { ToldContact } from '../../contacts/application/contact-directory.js';
import { Owners } from '../../reminders/application/sending/owners.js';
import { nameOf } from './facts.js';
import type { Facts } from './facts.js';

type Client = { readonly clinicId: string; readonly clientRef: string };

/** Scheduling and outcomes, as they answer look-ups. */
export class OutsideOwners extends Owners {
  constructor(private readonly facts: Facts) {
    super();
  }

  override async bookings(refs: readonly { readonly clinicId: string; readonly bookingId: string }[]) {
    return new Map(
      refs.flatMap(({ clinicId, bookingId }) => {
        const found = this.facts.bookings.get(bookingId);
        if (found === undefined) return [];
        const { status, sequence } = found;
        const told = { active: status === 'booked', cancelled: status === 'cancelled', sequence };
        return [[`${clinicId}/${bookingId}`, told] as const];
      }),
    );
  }

  override async surveys(refs: readonly { readonly clinicId: string; readonly surveyId: string }[]) {
    return new Map(
      refs.flatMap(({ clinicId, surveyId }) => {
        const found = this.facts.surveys.get(surveyId);
        if (found === undefined) return [];
        return [[`${clinicId}/${surveyId}`, { state: found.state, generation: found.generation }] as const];
      }),
    );
  }

  override async booked(refs: readonly Client[], after: Date): Promise<ReadonlySet<string>> {
    return new Set(refs.filter((client) => this.facts.hasBooking(client, after)).map(nameOf));
  }
}

export class OutsideClinics extends ClinicOwner {
  constructor(private readonly facts: Facts) {
    super();
  }

  override async lookUp(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return clinicIds.flatMap((id) => this.facts.clinics.get(id) ?? []);
  }
}

export class OutsideClients extends ContactOwner {
  constructor(private readonly facts: Facts) {
    super();
  }

  override async lookUp(clients: readonly Client[]): Promise<readonly ToldContact[]> {
    return clients.flatMap((client) => this.facts.people.get(nameOf(client)) ?? []);
  }
}
