import { Clock, formatLocal, localOf } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { Contact } from '../../contacts/application/ports.js';
import { Explanations } from '../../reminders/application/ports.js';

/** A booked visit in words, and where it can be changed. */
export interface VisitLine {
  readonly words: string;
  readonly link: string;
}

/** Whoever wrote "cancel" finds both here: the texts and the visit. */
@Injectable()
export class NextVisit {
  constructor(
    private readonly explanations: Explanations,
    private readonly links: LinkTokens,
    private readonly clock: Clock,
  ) {}

  async of(contact: Contact, clinicZone: string): Promise<VisitLine | undefined> {
    const visit = await this.explanations.nextVisitOf(contact, this.clock.now());
    if (visit === undefined) return undefined;
    const local = localOf(visit.startsAt, clinicZone);
    return {
      words: `${formatLocal(local, 'long-day', contact.locale)}, ${formatLocal(local, 'time', contact.locale)}`,
      link: this.links.url('b', this.links.token('booking', visit.bookingId, 0)),
    };
  }
}
