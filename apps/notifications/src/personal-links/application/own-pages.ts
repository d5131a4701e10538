import { LinkTokens } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { NextVisit } from '../../choices/application/next-visit.js';
import type { VisitLine } from '../../choices/application/next-visit.js';
import { Clinics } from '../../clinics/application/ports.js';
import { PeopleOfLinks } from './people-of-links.js';

export interface OwnPage {
  readonly clientRef: string;
  readonly firstName: string;
  /** The choices page. */
  readonly choices: string;
  readonly visit?: VisitLine;
}

export interface OwnPages {
  readonly alias: string;
  readonly phone: string;
  readonly clients: readonly OwnPage[];
}

/** What the personal pages of these clients of one clinic show from here. */
@Injectable()
export class SeeOwnPages {
  constructor(
    private readonly clinics: Clinics,
    private readonly people: PeopleOfLinks,
    private readonly nextVisit: NextVisit,
    private readonly links: LinkTokens,
  ) {}

  async execute(clinicId: string, clientRefs: readonly string[]): Promise<OwnPages | undefined> {
    const clinic = (await this.clinics.rulesOf([clinicId])).get(clinicId);
    if (clinic === undefined) return undefined;
    const contacts = await this.people.of(clientRefs.map((clientRef) => ({ clinicId, clientRef })));
    const clients = contacts.map(async (contact): Promise<OwnPage> => {
      const visit = await this.nextVisit.of(contact, clinic.zone);
      const { clientRef, firstName } = contact;
      const choices = this.links.url('u', this.links.token('choices', clientRef, 0));
      return { clientRef, firstName, choices, ...(visit === undefined ? {} : { visit }) };
    });
    return { alias: clinic.alias, phone: clinic.phone, clients: await Promise.all(clients) };
  }
}
