import { DomainError, NotFoundError } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import type { Transaction } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Catalogues, LONGEST_VISIT_MINUTES } from '../../catalogue/application/ports.js';
import type { Catalogue } from '../../catalogue/application/ports.js';
import { Clients } from '../../clients/application/ports.js';
import { Clinics } from '../../clinics/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { Practitioners } from '../../practitioners/application/ports.js';
import type { Practitioner } from '../../practitioners/application/ports.js';
import type { HouseRules } from '../domain/terms-check.js';

export class ClientArchivedError extends DomainError {
  override readonly code = 'CLIENT_ARCHIVED';
}

export interface House {
  readonly clinic: Clinic;
  readonly rules: HouseRules;
}

export const rulesOf = (clinic: Clinic, catalogue: Catalogue | undefined, practitioner: Practitioner): HouseRules => ({
  zone: clinic.zone,
  openingHours: clinic.openingHours,
  closureDays: clinic.closureDays,
  rooms: clinic.rooms,
  techniques: catalogue?.techniques ?? [],
  practitioner: { active: practitioner.active, competencies: practitioner.competencies.map(({ code }) => code) },
  longestMinutes: LONGEST_VISIT_MINUTES,
});

/** Reads everything that decides whether a visit may be booked. One query after another: a transaction takes one at a time. */
@Injectable()
export class HouseReader {
  constructor(
    private readonly clinics: Clinics,
    private readonly catalogues: Catalogues,
    private readonly practitioners: Practitioners,
    private readonly clients: Clients,
  ) {}

  async of(practitioner: ClinicKey, within: Transaction): Promise<House> {
    const clinic = (await this.clinics.load(practitioner.clinicId, within))?.state;
    if (clinic === undefined) throw new NotFoundError('this clinic has no settings yet');
    const catalogue = await this.catalogues.load(practitioner.clinicId, within);
    const person = await this.practitioners.load(practitioner, within);
    if (person === undefined) throw new NotFoundError('there is no such practitioner');
    return { clinic, rules: rulesOf(clinic, catalogue?.state, person.state) };
  }

  async requireClient(client: ClinicKey, within: Transaction): Promise<void> {
    const [found] = await this.clients.plain([client], within);
    if (found === undefined) throw new NotFoundError('there is no such client');
    if (found.archived) throw new ClientArchivedError('this client is archived');
  }
}
