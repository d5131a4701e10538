import { consentWithdrawnV1, wishChangedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, Reaction, say } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { withChoices } from '../domain/consent.js';
import type { Consent } from '../domain/consent.js';
import { ConsentStore } from './consent-book.js';
import type { Evidence } from './ports.js';

type WishEvent = EventOf<typeof wishChangedV1>;

const NO_NUDGES = [
  { channel: 'sms', purpose: 'follow-up', granted: false },
  { channel: 'email', purpose: 'follow-up', granted: false },
] as const;

/** "Do not remind me" in a survey ends the notes about the next visit on both channels. Repeating it changes nothing, so order does not matter. */
@Injectable()
export class EndNudgesOnWish extends Reaction<Consent<Evidence>, typeof wishChangedV1> {
  override readonly name = 'end-nudges-on-wish';
  override readonly consumes = [wishChangedV1] as const;

  constructor(private readonly store: ConsentStore) {
    super();
  }

  override keyOf(event: WishEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clientRef };
  }

  override facts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override async load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<Consent<Evidence>>>> {
    const loaded = new Map<string, Loaded<Consent<Evidence>>>();
    // Wishes are rare: a query each, one after another, as a transaction wants it.
    for (const key of keys) {
      const { consent, version } = await this.store.find({ clinicId: key.clinicId, clientRef: key.id }, within);
      if (version !== undefined) loaded.set(nameOf(key), { state: consent, version });
    }
    return loaded;
  }

  override decide(state: Consent<Evidence> | undefined, event: WishEvent): Decision<Consent<Evidence>> {
    if (event.data.wish !== 'stop') return { state, says: [] };
    const { clientRef, at } = event.data;
    const known = state ?? { clientRef, entries: [], history: [] };
    const { consent, changes } = withChoices(known, NO_NUDGES, {
      at: new Date(at),
      evidence: { source: 'survey-wish', reference: event.data.surveyId },
    });
    return {
      state: consent,
      says: changes.map(({ channel, purpose }) =>
        say(consentWithdrawnV1, event.clinicid, { clientRef, channel, purpose, at }),
      ),
    };
  }

  override save(changes: readonly Change<Consent<Evidence>>[], work: UnitOfWork): void {
    for (const { key, before, after } of changes)
      this.store.write({ clinicId: key.clinicId, clientRef: key.id }, after, { work, version: before?.version });
  }
}
