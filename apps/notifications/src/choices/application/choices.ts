import { sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import { Consents } from '../../consents/application/ports.js';
import type { Channel, Evidence } from '../../consents/application/ports.js';
import { Contacts } from '../../contacts/application/ports.js';
import type { Contact } from '../../contacts/application/ports.js';
import { changesOf } from '../domain/choices.js';
import type { ChoiceCommand, ChoicesState } from '../domain/choices.js';
import { NextVisit } from './next-visit.js';
import type { VisitLine } from './next-visit.js';

/** What the page shows, whatever the client's own language. The version rises with its words: consent records name what was shown. */
const SHOWN_TEXT = { textVersion: 'choices@1', locale: 'en-GB' } as const;

export interface ChoicesView {
  readonly alias: string;
  readonly phone: string;
  readonly locale: string;
  /** The channels that the client can be reached by at all. */
  readonly channels: readonly Channel[];
  readonly state: ChoicesState;
  readonly visit?: VisitLine;
}

/** Sees and changes what a client gets, by the token of a choices link alone. */
@Injectable()
export class Choices {
  constructor(
    private readonly contacts: Contacts,
    private readonly clinics: Clinics,
    private readonly consents: Consents,
    private readonly nextVisit: NextVisit,
  ) {}

  async see(token: string): Promise<ChoicesView | undefined> {
    const contact = await this.contacts.findByChoicesToken(sha256(token));
    return contact === undefined ? undefined : this.viewOf(contact);
  }

  /** The view after the change and the state before it, for undo. The change holds from the next claim on. */
  async change(
    token: string,
    command: ChoiceCommand,
    source: 'choices-page' | 'one-click',
  ): Promise<{ readonly view: ChoicesView; readonly before: ChoicesState } | undefined> {
    const contact = await this.contacts.findByChoicesToken(sha256(token));
    if (contact === undefined) return undefined;
    const before = await this.stateOf(contact);
    const evidence: Evidence = { source, ...SHOWN_TEXT };
    const changes = changesOf(command, before);
    if (changes.length > 0) await this.consents.change(contact, changes, evidence);
    await this.changeStop(contact, command, evidence);
    const view = await this.viewOf(contact);
    return view === undefined ? undefined : { view, before };
  }

  /** The STOP entry of the number: lifted when asked for, and put back by undo only. */
  private async changeStop({ clinicId, phone }: Contact, command: ChoiceCommand, evidence: Evidence): Promise<void> {
    if (phone === null) return;
    if (command.do === 'start-texts') await this.consents.grantAgain({ clinicId, phone, evidence });
    if (command.do === 'undo' && command.to.stopped) await this.consents.withdrawAllSms({ clinicId, phone, evidence });
  }

  private async stateOf(contact: Contact): Promise<ChoicesState> {
    const { entries, stoppedAt } = await this.consents.of(contact);
    const agreed = entries
      .filter(({ granted }) => granted)
      .map(({ channel, purpose }) => `${channel}.${purpose}` as const);
    return { agreed, stopped: stoppedAt !== undefined };
  }

  private async viewOf(contact: Contact): Promise<ChoicesView | undefined> {
    const clinic = (await this.clinics.rulesOf([contact.clinicId])).get(contact.clinicId);
    if (clinic === undefined) return undefined;
    const visit = await this.nextVisit.of(contact, clinic.zone);
    return {
      alias: clinic.alias,
      phone: clinic.phone,
      locale: contact.locale,
      channels: [
        ...(contact.phone === null ? [] : (['sms'] as const)),
        ...(contact.email === null ? [] : (['email'] as const)),
      ],
      state: await this.stateOf(contact),
      ...(visit === undefined ? {} : { visit }),
    };
  }
}
