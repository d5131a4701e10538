import { Injectable } from '@nestjs/common';
import { Consents } from '../../consents/application/ports.js';
import type { ConsentRecord, Purpose } from '../../consents/application/ports.js';
import type { ReminderView } from '../../reminders/application/reminder-view.js';

/** What allowed a message when it left. */
export interface Allowed {
  /** `contact-given`: whoever gives an address for a visit hears about that visit, without having chosen it. */
  readonly by: 'choice' | 'contact-given';
  readonly since?: Date;
  /** Whether it is still so. */
  readonly stands: boolean;
}

const purposeOf = (family: ReminderView['family']): Purpose | undefined =>
  family === 'reply' || family === 'link' ? undefined : family;

const leftAt = ({ history, dueAt }: ReminderView): Date =>
  (history.find(({ to }) => to === 'sent') ?? history.find(({ to }) => to === 'sending'))?.at ?? dueAt;

/** Which choice of the client allowed a message: the one that stood when it left, not the one that stands now. */
@Injectable()
export class AllowedChoice {
  constructor(private readonly consents: Consents) {}

  /** Undefined for answers and links, which were asked for, and for what no choice allows. */
  async of(row: ReminderView): Promise<Allowed | undefined> {
    const { clinicId, clientRef, family, channel } = row;
    const purpose = purposeOf(family);
    if (purpose === undefined || channel === undefined) return undefined;
    const record = await this.consents.of({ clinicId, clientRef });
    const chosen = record.history.findLast(
      (one) => one.channel === channel && one.purpose === purpose && one.at <= leftAt(row),
    );
    const stands = isStanding(record, { channel, purpose });
    if (chosen !== undefined) return chosen.granted ? { by: 'choice', since: chosen.at, stands } : undefined;
    return purpose === 'appointment' ? { by: 'contact-given', stands } : undefined;
  }
}

const isStanding = (
  { entries, stoppedAt }: ConsentRecord,
  { channel, purpose }: { readonly channel: 'sms' | 'email'; readonly purpose: Purpose },
): boolean =>
  !(channel === 'sms' && stoppedAt !== undefined) &&
  entries.some((one) => one.granted && one.channel === channel && one.purpose === purpose);
