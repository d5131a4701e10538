import { consentGrantedV1, consentWithdrawnV1 } from '@aftercare/contracts';
import { Clock } from '@aftercare/kernel';
import { say, Transactions } from '@aftercare/messaging';
import type { Cause, UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Contacts } from '../../contacts/application/ports.js';
import { ALL_CHOICES, grantedIn, withChoices } from '../domain/consent.js';
import { effectOf } from '../domain/number-word.js';
import { ConsentStore } from './consent-book.js';
import type { StopEntry } from './consent-book.js';
import { Consents } from './ports.js';
import type { ClientKey, ConsentChange, ConsentRecord, Evidence, NumberWord } from './ports.js';

/** Consents as they are kept; every change has evidence and is said. */
@Injectable()
export class RecordedConsents extends Consents {
  constructor(
    private readonly store: ConsentStore,
    private readonly transactions: Transactions,
    private readonly contacts: Contacts,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async of(client: ClientKey): Promise<ConsentRecord> {
    const { consent } = await this.store.find(client);
    const contact = [...(await this.contacts.ensure([client])).values()][0];
    const stop =
      contact?.phone == null
        ? undefined
        : (await this.store.findStop({ clinicId: client.clinicId, phone: contact.phone })).entry;
    const entries = ALL_CHOICES.map((choice) => ({
      ...choice,
      granted: grantedIn(consent.entries, choice),
      since:
        consent.entries.find((entry) => entry.channel === choice.channel && entry.purpose === choice.purpose)?.since ??
        new Date(0),
    }));
    return {
      clientRef: client.clientRef,
      entries,
      history: consent.history,
      ...(stop?.stopped === true ? { stoppedAt: stop.since } : {}),
    };
  }

  override change(
    client: ClientKey,
    changes: readonly ConsentChange[],
    evidence: Evidence,
    cause?: Cause,
  ): Promise<void> {
    return this.transactions.run(async (work) => {
      const { consent, version } = await this.store.find(client, work.within);
      const at = this.clock.now();
      const changed = withChoices(consent, changes, { at, evidence });
      if (changed.consent === consent) return;
      this.store.write(client, changed.consent, { work: work.writes, version });
      for (const one of changed.changes) this.tell(client, one, { work, at, version: (version ?? 0) + 1 });
    }, cause);
  }

  override withdrawAllSms(stop: NumberWord): Promise<boolean> {
    return this.transactions.run((work) => this.withdrawAllSmsWithin(stop, work));
  }

  override grantAgain(start: NumberWord): Promise<boolean> {
    return this.transactions.run((work) => this.setStop(start, false, work));
  }

  override withdrawAllSmsWithin(stop: NumberWord, work: UseCaseWork): Promise<boolean> {
    return this.setStop(stop, true, work);
  }

  private async setStop(word: NumberWord, stopped: boolean, work: UseCaseWork): Promise<boolean> {
    const { clinicId, phone, evidence } = word;
    const { entry, version } = await this.store.findStop({ clinicId, phone }, work.within);
    const at = this.clock.now();
    const saidAt = word.saidAt ?? at;
    const effect = effectOf(entry, { stops: stopped, saidAt });
    if (effect === 'said-again' && entry !== undefined)
      this.store.writeStop({ ...fieldsOf(entry), saidAt }, { work: work.writes, version });
    if (effect !== 'changes') return false;
    const phoneIndex = this.store.phoneIndexOf(clinicId, phone);
    const history = [...(entry?.history ?? []), { at, stopped, evidence }];
    const next: StopEntry = { clinicId, phoneIndex, stopped, since: at, saidAt, history };
    this.store.writeStop(next, { work: work.writes, version });
    await this.tellEverybodyOn({ clinicId, phone }, !stopped, { work, at, version: (version ?? 0) + 1 });
    return true;
  }

  /** Several people may share the number; each of them hears (or does not hear) by it. */
  private async tellEverybodyOn(
    number: { readonly clinicId: string; readonly phone: string },
    granted: boolean,
    to: Telling,
  ): Promise<void> {
    for (const { clinicId, clientRef } of await this.contacts.findByPhone(number.clinicId, number.phone)) {
      const { consent } = await this.store.find({ clinicId, clientRef }, to.work.within);
      const agreed = ALL_CHOICES.filter((choice) => choice.channel === 'sms' && grantedIn(consent.entries, choice));
      for (const choice of agreed) this.tell({ clinicId, clientRef }, { ...choice, granted }, to);
    }
  }

  private tell(
    { clinicId, clientRef }: ClientKey,
    { channel, purpose, granted }: ConsentChange,
    { work, at, version }: Telling,
  ): void {
    const contract = granted ? consentGrantedV1 : consentWithdrawnV1;
    work.say(say(contract, clinicId, { clientRef, channel, purpose, at: at.toISOString() }), version);
  }
}

/** Without what the store adds. */
const fieldsOf = ({ clinicId, phoneIndex, stopped, since, history }: StopEntry): StopEntry => ({
  ...{ clinicId, phoneIndex, stopped, since, history },
});

interface Telling {
  readonly work: UseCaseWork;
  readonly at: Date;
  readonly version: number;
}
