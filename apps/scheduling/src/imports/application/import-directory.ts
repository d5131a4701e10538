import { NotFoundError } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Catalogues } from '../../catalogue/application/ports.js';
import type { Catalogue } from '../../catalogue/application/ports.js';
import { Clients, PhoneNumbers } from '../../clients/application/ports.js';
import type { ClientsByContact } from '../../clients/application/ports.js';
import { Clinics } from '../../clinics/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { Practitioners } from '../../practitioners/application/ports.js';
import type { Practitioner } from '../../practitioners/application/ports.js';
import type { ImportEntry } from '../domain/entry.js';

/** A clinic as an import needs it. */
export interface ImportHouse {
  readonly clinic: Clinic;
  readonly catalogue: Catalogue | undefined;
  readonly practitioners: readonly Practitioner[];
}

/** Clients of the entries, by what the file says. */
export interface KnownContacts {
  refsOf(entry: ImportEntry): readonly string[];
}

/** Reads the clinic's records that names in a file can be tied to. */
@Injectable()
export class ImportDirectory {
  constructor(
    private readonly clinics: Clinics,
    private readonly catalogues: Catalogues,
    private readonly practitioners: Practitioners,
    private readonly clients: Clients,
    private readonly phones: PhoneNumbers,
  ) {}

  async house(clinicId: string): Promise<ImportHouse> {
    const [clinic] = await this.clinics.many([clinicId]);
    if (clinic === undefined) throw new NotFoundError('this clinic has no settings yet');
    const [catalogue] = await this.catalogues.many([clinicId]);
    return { clinic: clinic.state, catalogue, practitioners: await this.practitioners.ofClinic(clinicId) };
  }

  async contacts(clinic: Clinic, entries: readonly ImportEntry[]): Promise<KnownContacts> {
    const e164 = (phone: string): readonly string[] => {
      const normalised = this.phones.normalise(phone, clinic.country);
      return normalised === undefined ? [] : [normalised];
    };
    const found = await this.clients.byContact(clinic.clinicId, {
      phones: [...new Set(entries.flatMap(({ phones }) => phones.flatMap(e164)))],
      emails: [...new Set(entries.flatMap(({ emails }) => emails))],
    });
    return { refsOf: (entry) => tied(found, { phones: entry.phones.flatMap(e164), emails: entry.emails }) };
  }

  /** Those of these refs that are clients of this clinic. */
  async knownRefs(clinicId: string, refs: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.clients.plain([...new Set(refs)].map((id) => ({ clinicId, id })));
    return new Set(found.filter(({ archived }) => !archived).map(({ ref }) => ref));
  }
}

/** Whom phone and email name together; a family that shares one of them is told apart by the other. */
const tied = (
  found: ClientsByContact,
  points: { readonly phones: readonly string[]; readonly emails: readonly string[] },
): readonly string[] => {
  const byPhone = new Set(points.phones.flatMap((phone) => found.phones.get(phone) ?? []));
  const byEmail = new Set(points.emails.flatMap((email) => found.emails.get(email) ?? []));
  const both = [...byPhone].filter((ref) => byEmail.has(ref));
  return both.length > 0 ? both : [...new Set([...byPhone, ...byEmail])];
};
