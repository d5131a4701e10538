import { Injectable } from '@nestjs/common';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import { EmailSender, SmsSender } from '../../../delivery/application/ports.js';
import { SendSettings } from './send-settings.js';

/** A word to a clinic's own people: no health word, no name of a client, nothing to click. */
export interface StaffMail {
  /** The same word has the same id, so a mail server may know it again. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** What carries a word to staff. */
@Injectable()
export class StaffCarriers {
  constructor(
    readonly sms: SmsSender,
    private readonly emails: EmailSender,
    readonly settings: SendSettings,
  ) {}

  /** To every address that the clinic named for its staff. */
  async mail({ id, subject, text }: StaffMail, rules: ClinicRules): Promise<void> {
    const { mailHost } = this.settings.values;
    const address = rules.emailFrom === '' ? `notes@${mailHost}` : rules.emailFrom;
    const from = `${rules.alias} <${address}>`;
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const sent = rules.staffContacts.emails.map((to, index) =>
      this.emails.send({
        ...{ attemptId: `${id}-${index}`, clinicId: rules.clinicId, messageId: `<${id}-${index}@${mailHost}>` },
        ...{ from, to, subject, text, headers },
      }),
    );
    await Promise.all(sent);
  }
}
