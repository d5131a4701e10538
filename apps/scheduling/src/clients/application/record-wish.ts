import { clientChangedV1, consentGrantedV1, intervalWishedV1, wishChangedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction, say } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { wishAfter } from '../domain/wish.js';
import type { WishFact } from '../domain/wish.js';
import { ClientWishes } from './ports.js';
import type { WishedClient } from './ports.js';

export const wishEvents = [wishChangedV1, intervalWishedV1, consentGrantedV1] as const;
type WishContract = (typeof wishEvents)[number];
type WishEvent = EventOf<WishContract>;

const factOf = (event: WishEvent): WishFact | undefined => {
  const at = new Date(event.data.at);
  switch (event.type) {
    case 'aftercare.outcomes.wish.changed.v1':
      return event.data.wish === 'stop' ? { said: 'wish', wish: { kind: 'none' }, at } : undefined;
    case 'aftercare.outcomes.interval.wished.v1': {
      const days = event.data.intervalDays;
      return { said: 'wish', wish: days === undefined ? null : { kind: 'days', days }, at };
    }
    case 'aftercare.notifications.consent.granted.v1':
      return event.data.purpose === 'follow-up' ? { said: 'agreed', at } : undefined;
  }
};

/**
 * Writes what a client said elsewhere about the time between visits to their record.
 * Forms and consents come by topics of their own, so the later word stands in any order.
 */
@Injectable()
export class RecordWish extends Reaction<WishedClient, WishContract> {
  override readonly name = 'record-wish';
  override readonly consumes = wishEvents;

  constructor(private readonly wishes: ClientWishes) {
    super();
  }

  override keyOf(event: WishEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clientRef };
  }

  /** "Booked", "not now" and "suggest a time" are for the clinic to read. */
  override concerns(event: WishEvent): boolean {
    return factOf(event) !== undefined;
  }

  override facts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<WishedClient>>> {
    return this.wishes.load(keys, within);
  }

  override decide(state: WishedClient | undefined, event: WishEvent): Decision<WishedClient> {
    const fact = factOf(event);
    if (state === undefined || fact === undefined) return { state, says: [] };
    const after = wishAfter(state, fact);
    if (after === state) return { state, says: [] };
    // A word that changes no wish is remembered for older ones that come later.
    if (fact.said === 'agreed' && after.wish === state.wish) return { state: after, says: [] };
    const said = say(clientChangedV1, state.clinicId, { clientRef: state.ref, version: state.version + 1 });
    return { state: after, says: [said] };
  }

  override save(changes: readonly Change<WishedClient>[], work: UnitOfWork): void {
    for (const { before, after } of changes) this.wishes.save(after, before?.version, work);
  }
}
