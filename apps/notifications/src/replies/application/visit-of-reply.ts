import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Explanations } from '../../reminders/application/ports.js';
import type { NextVisit } from '../../reminders/application/ports.js';
import { AcknowledgeVisit } from './acknowledgements.js';
import type { KeptReply } from './ports.js';

export type VisitOfClient = NextVisit & { readonly clientRef: string };

/** Which visit a reply speaks of, and what it says about it. */
@Injectable()
export class VisitOfReply {
  constructor(
    private readonly explanations: Explanations,
    private readonly acknowledging: AcknowledgeVisit,
    private readonly clock: Clock,
  ) {}

  /** The visit of the note that this answers; on a shared phone it is the visit of whoever that note was for. */
  async answered({ clinicId, clientRefs }: KeptReply): Promise<VisitOfClient | undefined> {
    if (clientRefs.length === 0) return undefined;
    return this.explanations.answeredVisitOf({ clinicId, clientRefs }, this.clock.now());
  }

  /** The next visit of the first known person, for answers that carry its link. */
  async next({ clinicId, clientRefs }: KeptReply): Promise<VisitOfClient | undefined> {
    const [clientRef] = clientRefs;
    if (clientRef === undefined) return undefined;
    const visit = await this.explanations.nextVisitOf({ clinicId, clientRef }, this.clock.now());
    return visit === undefined ? undefined : { ...visit, clientRef };
  }

  async acknowledge(
    { clinicId, receivedAt }: KeptReply,
    visit: VisitOfClient,
    intent: 'yes' | 'no' | 'later',
  ): Promise<void> {
    const { bookingId, clientRef, sequence } = visit;
    await this.acknowledging.execute(clinicId, { visit: { bookingId, clientRef, sequence }, intent, at: receivedAt });
  }
}
