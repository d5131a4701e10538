import { DueWork, hashId, localOf } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../../clinics/application/ports.js';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import { OutageLog } from './outage-log.js';
import type { Outage } from './outage-log.js';
import { StaffCarriers } from './staff-carriers.js';

/** Shorter ones are over before anybody could do something about them. */
const TELL_AFTER_MS = 10 * 60_000;
/** A text about it is of no use later. */
const VALID_S = 3600;

interface Addressed {
  readonly id: string;
  readonly to: string;
}

const WHAT = { sms: 'texts', email: 'emails' } as const;

/** No health word, no name, nothing to click: what is known stands in the console. */
const wordsOf = ({ channel, since }: Outage, { zone, alias }: ClinicRules) => {
  const { date, time } = localOf(since, zone);
  const what = WHAT[channel];
  const subject = `${alias}: ${what} are waiting`;
  const text = [
    `Since ${time} on ${date} our provider takes no ${what}.`,
    `They wait and go out when it is back, the most urgent first. Notes about visits go the other way where that was agreed.`,
    `What is of no use any more by then is dropped and stands under Messages with the reason. You do not have to do anything.`,
  ].join('\n\n');
  return { subject, text, short: `${subject} since ${time}. They go out when our provider is back.` };
};

/** Tells a clinic's own people once of an outage that lasts. It is written down before the call and never repeated. */
@Injectable()
export class TellStaffOfOutages extends DueWork {
  override readonly name = 'tell-staff-of-outages';
  override readonly pollMs = 5000;

  constructor(
    private readonly outages: OutageLog,
    private readonly clinics: Clinics,
    private readonly carriers: StaffCarriers,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    for (const outage of await this.outages.untold(new Date(now.getTime() - TELL_AFTER_MS))) {
      const rules = (await this.clinics.rulesOf([outage.clinicId])).get(outage.clinicId);
      if (rules !== undefined && (await this.outages.tell(outage))) await this.tell(outage, rules);
    }
  }

  override async nextAt(): Promise<Date | undefined> {
    const first = await this.outages.firstUntold();
    return first === undefined ? undefined : new Date(first.getTime() + TELL_AFTER_MS);
  }

  override get changes(): number {
    return this.outages.saves;
  }

  private async tell(outage: Outage, rules: ClinicRules): Promise<void> {
    const { phones } = rules.staffContacts;
    const id = hashId('outage', outage.clinicId, outage.channel, outage.since.toISOString());
    // Somebody who is told by mail that mails do not go out would not be told.
    if (outage.channel === 'sms') await this.carriers.mail({ id: `outage-${id}`, ...wordsOf(outage, rules) }, rules);
    else if (phones[0] !== undefined && rules.smsSender !== '') await this.text({ id, to: phones[0] }, outage, rules);
  }

  private async text({ id, to }: Addressed, outage: Outage, rules: ClinicRules): Promise<void> {
    const attemptId = `outage-${id}`;
    const statusCallback = `${this.carriers.settings.values.publicUrl}/hooks/twilio/status?a=${encodeURIComponent(attemptId)}`;
    const body = wordsOf(outage, rules).short;
    const { clinicId, smsSender: from } = rules;
    await this.carriers.sms.send({ attemptId, clinicId, from, to, body, statusCallback, validitySeconds: VALID_S });
  }
}
